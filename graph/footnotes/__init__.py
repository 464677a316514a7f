"""Footnotes: sources as references in the style that a reader's journal asks for."""
