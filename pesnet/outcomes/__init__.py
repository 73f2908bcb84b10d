"""What became of a course: figures, countries taking part, the course report, and the status of an activity."""
