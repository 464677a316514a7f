"""The atlas: every map and report of the graph, with an index page."""
