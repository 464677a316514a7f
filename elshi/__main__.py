"""``python -m elshi``: the command, where its script is not on the path."""

from elshi.graph.cli.main import main

if __name__ == "__main__":
    main()
