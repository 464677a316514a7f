# Who is central: the network of all years, weighted, with igraph.
library(igraph)
nodes <- read.csv("nodes.csv", encoding = "UTF-8", na.strings = "")
dyads <- read.csv("dyads.csv", encoding = "UTF-8", na.strings = "")
g <- graph_from_data_frame(dyads[, c("from", "to", "weight", "year")], directed = FALSE, vertices = nodes)
g <- simplify(g, edge.attr.comb = list(weight = "sum", year = "min"))
print(head(sort(strength(g), decreasing = TRUE), 10))
print(head(sort(betweenness(g, weights = 1 / E(g)$weight), decreasing = TRUE), 10))
