"""Writing a work plan in Word or Excel, in the layout of the adopted document."""
