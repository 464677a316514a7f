# Dated events for dynamic network actor models (goldfish): each tie of a pair is one event.
nodes <- read.csv("nodes.csv", encoding = "UTF-8", na.strings = "")
events <- read.csv("events.csv", encoding = "UTF-8", na.strings = "", stringsAsFactors = FALSE)
events$time <- as.numeric(as.Date(events$time))
actors <- data.frame(label = nodes$id, present = TRUE, stringsAsFactors = FALSE)
ties <- events[order(events$time), c("time", "sender", "receiver", "increment")]
print(head(ties))
if (requireNamespace("goldfish", quietly = TRUE)) {
  library(goldfish)
  actors <- defineNodes(actors)
  tieNetwork <- defineNetwork(nodes = actors, directed = FALSE)
  tieNetwork <- linkEvents(x = tieNetwork, changeEvents = ties, nodes = actors)
  dependent <- defineDependentEvents(events = ties, nodes = actors, defaultNetwork = tieNetwork)
  print(dependent)
}
