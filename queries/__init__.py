"""Queries: the questions worth asking of the graph, a Cypher file each, and their catalogue."""

from queries.answers import Answer, ask
from queries.catalogue import Question, catalogue, question

__all__ = ["Answer", "Question", "ask", "catalogue", "question"]
