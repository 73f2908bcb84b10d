"""Measuring the portal beside the smallest possible program."""
