"""Curation: checks, findings and settled findings."""
