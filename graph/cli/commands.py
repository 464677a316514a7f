"""The subcommands of ``elshi``, by what a user comes for: keeping, asking, drawing, browsing."""

from elshi.graph.cli import ask, brief, draw, manage, serve, stay

COMMANDS = (
    *manage.COMMANDS,
    *ask.COMMANDS,
    *draw.COMMANDS,
    *brief.COMMANDS,
    *serve.COMMANDS,
    *stay.COMMANDS,
)
"""Every subcommand, in the order of the help page."""
