# The waves as one dynamic network: actors are there from entry to exit (statnet: network, networkDynamic).
library(network)
nodes <- read.csv("nodes.csv", encoding = "UTF-8", na.strings = "")
waves <- read.csv("waves.csv", encoding = "UTF-8", na.strings = "")
net <- network.initialize(nrow(nodes), directed = FALSE)
network.vertex.names(net) <- nodes$id
tail <- match(waves$from, nodes$id)
head <- match(waves$to, nodes$id)
if (requireNamespace("networkDynamic", quietly = TRUE)) {
  edges <- data.frame(onset = waves$year, terminus = waves$year + 1, tail = tail, head = head)
  seen <- !is.na(nodes$entry)
  spells <- data.frame(onset = nodes$entry[seen], terminus = nodes$exit[seen] + 1, vertex.id = which(seen))
  dynamic <- networkDynamic::networkDynamic(net, edge.spells = edges, vertex.spells = spells)
  print(dynamic)
} else {
  pairs <- unique(cbind(tail, head))
  add.edges(net, pairs[, 1], pairs[, 2])
  print(net)
}
