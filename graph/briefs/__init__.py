"""Briefs: what the sources tell of a pair of actors, or of one, as a document with footnotes."""
