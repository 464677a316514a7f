"""Measures: what is computed on a view, and how far it can be trusted."""
