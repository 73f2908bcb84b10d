"""Replies to a call: who has not answered yet, who was reminded when, and who will not nominate."""
