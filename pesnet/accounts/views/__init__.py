"""Signing in, one's account, seats and those who hold them, users."""

from pesnet.accounts.views import account, invitation, seats, signing, users
from pesnet.accounts.views.blueprint import bp
from pesnet.accounts.views.frame import acting_label, is_demonstration, prepare

__all__ = ["account", "acting_label", "bp", "invitation", "is_demonstration", "prepare", "seats", "signing", "users"]
