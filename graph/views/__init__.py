"""Views: the store seen as a network of actors, by stated rules."""
