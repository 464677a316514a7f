"""The command ``elshi``."""
