"""Clinics: what a profile says, and what of it is refused."""
