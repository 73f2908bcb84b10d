"""The demonstration: the real work plan with what is on record, and sample data that says so."""
