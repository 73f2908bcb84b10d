"""Flask glue that all views share; knows no feature."""
