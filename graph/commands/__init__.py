"""The subcommands of ``elshi``, by what a user comes for: keeping the graph, asking it, drawing it."""

from graph.commands import asking, drawing, keeping

COMMANDS = (*keeping.COMMANDS, *asking.COMMANDS, *drawing.COMMANDS)
"""Every subcommand, in the order of the help page."""
