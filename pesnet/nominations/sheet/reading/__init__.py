"""Reading a delegation sheet that came back."""
