"""The progress report, compiled from what is recorded in a reporting window."""
