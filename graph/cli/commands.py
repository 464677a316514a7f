"""The subcommands of ``elshi``, by what a user comes for: keeping the graph, asking it, drawing it."""

from elshi.graph.cli import ask, draw, manage, stay

COMMANDS = (*manage.COMMANDS, *ask.COMMANDS, *draw.COMMANDS, *stay.COMMANDS)
"""Every subcommand, in the order of the help page."""
