/* The data of a page whole: the pages of an atlas share what does not depend on their view, which stands
   once in a file next to them. */

export function unfolded(data, shared) {
  if (!data.apart) return data;
  const { nodes } = data;
  const edges = data.edges.map(([a, b, ties, unsure, derived]) => ({
    from: nodes[a].id,
    to: nodes[b].id,
    ties,
    ...(unsure && { unsure }),
    ...(derived && { derived: true }),
  }));
  const actors = {};
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const [id, ties] of Object.entries(data.actors)) {
    const { search, ...told } = shared.actors[id];
    if (byId.has(id)) byId.get(id).search = search;
    actors[id] = ties ? { ...told, ...(ties.length && { ties }) } : { names: told.names };
  }
  const ties = data.ties.map(([number, share]) => ({ ...shared.ties[number], share }));
  return { ...data, edges, actors, ties, words: shared.words };
}
