"""Writing a delegation sheet."""
