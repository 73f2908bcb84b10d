"""The training-nomination portal of OIC-PESNET."""
