"""Understanding a work plan written in Word or Excel."""
