/* The data of a page whole: the pages of an atlas share what does not depend on their view, which stands
   once in a file next to them. */

export function unfolded(data, shared) {
  if (!data.apart) return data;
  const { nodes } = data;
  for (const node of nodes) if (node.tie === undefined) node.search = shared.actors[node.id].search;
  const edges = data.edges.map(([a, b, ties, unsure, derived]) => ({
    from: nodes[a].id,
    to: nodes[b].id,
    ties,
    ...(unsure && { unsure }),
    ...(derived && { derived: true }),
  }));
  const actors = {};
  for (const [id, ties] of Object.entries(data.actors)) {
    const told = shared.actors[id];
    actors[id] = ties ? { ...told, ties } : { names: told.names };
  }
  const ties = data.ties.map(([number, share]) => ({ ...shared.ties[number], share }));
  return { ...data, edges, actors, ties, words: shared.words };
}
