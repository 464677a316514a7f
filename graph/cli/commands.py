"""The subcommands of ``elshi``, by what a user comes for: keeping the graph, asking it, drawing it."""

from elshi.graph.cli import ask, brief, draw, manage

COMMANDS = (*manage.COMMANDS, *ask.COMMANDS, *draw.COMMANDS, *brief.COMMANDS)
"""Every subcommand, in the order of the help page."""
