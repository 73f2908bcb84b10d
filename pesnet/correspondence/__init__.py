"""Formal letters of the network: their wordings, their register and their way from generation to receipt."""
