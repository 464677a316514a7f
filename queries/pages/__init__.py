"""Pages: generators of the catalogue page and of Neo4j Browser's files."""
