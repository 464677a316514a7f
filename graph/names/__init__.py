"""Names: normal forms, repair of letters, and the names of countries."""
