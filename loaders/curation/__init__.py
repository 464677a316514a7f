"""Curation: what a curator checks, settles and reads."""
