"""Concepts that every feature shares; knows neither Flask nor any feature."""
