"""Nominees, nominations and their selection."""
