"""Look-up: an actor or a tie by its name, its dossier, and the passages that state it."""
