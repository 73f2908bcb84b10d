"""The outbox: a mail is a row written with the act and delivered later, once."""
