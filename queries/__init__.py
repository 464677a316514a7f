"""Queries: the questions worth asking of the graph, a Cypher file each, and their catalogue."""

from queries.catalogue import Answer, Question, ask, catalogue, question

__all__ = ["Answer", "Question", "ask", "catalogue", "question"]
