# Yearly waves for a stochastic actor-oriented model (RSiena): the last three years that have ties.
nodes <- read.csv("nodes.csv", encoding = "UTF-8", na.strings = "")
waves <- read.csv("waves.csv", encoding = "UTF-8", na.strings = "")
years <- tail(sort(unique(waves$year)), 3)
n <- nrow(nodes)
cube <- array(0, dim = c(n, n, length(years)), dimnames = list(nodes$id, nodes$id, years))
for (k in seq_along(years)) {
  wave <- waves[waves$year == years[k], ]
  i <- match(wave$from, nodes$id)
  j <- match(wave$to, nodes$id)
  cube[cbind(i, j, k)] <- 1
  cube[cbind(j, i, k)] <- 1
}
print(apply(cube, 3, sum) / 2)
if (requireNamespace("RSiena", quietly = TRUE)) {
  ties <- RSiena::sienaDependent(cube)
  print(RSiena::sienaDataCreate(ties))
}
