"""A campaign of hostile tables and command lines; ``python -m tests.fuzz`` runs it whole."""
