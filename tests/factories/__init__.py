"""Rows to start a test from: plain, and free of surprises."""
