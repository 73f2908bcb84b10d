"""People: users, seats, holdings, invitations and signing in."""
