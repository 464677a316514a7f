"""The graph: model, names, store, lookup, views, measures, maps, reports, exports and the command."""

if __name__ == "graph":  # imported by its folder's name, as the first version was
    raise ImportError(
        "Elshi is one package now: write 'from elshi import …', such as 'from elshi import connect'."
    )
