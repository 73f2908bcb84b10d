"""Courses: from the draft of a call to its publication; also deliveries recorded from before the portal."""
