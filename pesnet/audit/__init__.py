"""The audit trail: one line for each act, never changed."""
