"""The task queue: names of jobs, the worker, and what the clock does."""
