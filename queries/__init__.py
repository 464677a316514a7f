"""Queries: the questions worth asking of the graph, a Cypher file each, and their catalogue."""

if __name__ == "queries":  # imported by its folder's name, as the first version was
    raise ImportError(
        "Elshi is one package now: write 'from elshi import …', such as 'from elshi import connect'."
    )


from elshi.queries.answers import Answer, ask
from elshi.queries.catalogue import Question, catalogue, question

__all__ = ["Answer", "Question", "ask", "catalogue", "question"]
