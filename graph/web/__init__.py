"""The explorer: the graph as pages in a browser, and the services that programs ask."""
