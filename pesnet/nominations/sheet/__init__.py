"""The delegation sheet: a call as an Excel form, filled without a connection, and what a filled one would do."""
