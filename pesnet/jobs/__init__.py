"""Long tasks: a row written in the act, run by the worker, safe to run twice."""
