"""Pages: generators of the documentation that follows from the records and tables."""
