"""Forms of courses: the sections of a course, its call, its programme."""
