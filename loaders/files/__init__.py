"""Files: reading the bytes of tables in every supported format."""
