"""What the public pages ask for, one module for each subject."""
