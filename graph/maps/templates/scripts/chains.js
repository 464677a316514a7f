/* Chains: the shortest ways from one actor to another over the lines that are shown. */

const MOST_CHAINS = 8;

/** The shortest chains from ``start`` to ``end``, each a list of nodes: at most eight, and their number;
    ``passable`` says through which nodes they may go. */
export function chainsBetween(model, start, end, passable = () => true) {
  const steps = new Map([[start, 0]]);
  const ways = new Map([[start, 1]]);
  let ring = [start];
  while (ring.length && !steps.has(end)) {
    const next = [];
    for (const node of ring)
      for (const edge of node.edges) {
        if (!edge.shown) continue;
        const beyond = model.other(edge, node);
        if (beyond !== end && !passable(beyond)) continue;
        if (!steps.has(beyond)) {
          steps.set(beyond, steps.get(node) + 1);
          ways.set(beyond, 0);
          next.push(beyond);
        }
        if (steps.get(beyond) === steps.get(node) + 1) ways.set(beyond, ways.get(beyond) + ways.get(node));
      }
    ring = next;
  }
  return steps.has(end)
    ? { number: ways.get(end), chains: traced(model, steps, start, end) }
    : { number: 0, chains: [] };
}

function traced(model, steps, start, end) {
  const found = [];
  const walk = (node, rest) => {
    if (found.length === MOST_CHAINS) return;
    if (node === start) {
      found.push([start, ...rest]);
      return;
    }
    const nearer = node.edges.filter(
      (edge) => edge.shown && steps.get(model.other(edge, node)) === steps.get(node) - 1,
    );
    nearer.sort((one, two) => two.now.value - one.now.value);
    for (const edge of nearer) walk(model.other(edge, node), [node, ...rest]);
  };
  walk(end, []);
  return found;
}
