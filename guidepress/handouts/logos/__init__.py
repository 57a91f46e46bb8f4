"""Logos of clinics: pictures from outside, checked before they are drawn."""
