/* The model: actors, ties and lines as the data tell them, and which of them the filters leave. */

export const CERTAIN = 1;
export const POSSIBLE = 2;
const UNDATED = 3;

export const modelOf = (data, state) => {
  const { nodes, edges, ties, actors } = data;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const tieAt = new Map(ties.map((tie, at) => [tie.id, at]));
  const dated = ties
    .flatMap((tie) => (tie.when ? tie.when.slice(0, 2) : []))
    .filter((year) => year !== null && year < 9999);
  // A map of some years has these on its slider, though a fact in them may have begun before or end later.
  const [begin, end] = data.period ?? [];
  const years = dated.length ? [begin ?? Math.min(...dated), end ?? Math.max(...dated)] : undefined;
  for (const node of nodes)
    Object.assign(node, {
      edges: [],
      facts: node.tie === undefined ? (actors[node.id].ties ?? []) : [tieAt.get(node.tie)],
    });
  for (const edge of edges) {
    edge.a = byId.get(edge.from);
    edge.b = byId.get(edge.to);
    edge.doubt = new Set(edge.unsure ?? []);
    edge.a.edges.push(edge);
    edge.b.edges.push(edge);
  }
  const there = new Uint8Array(ties.length);
  const seen = {
    nodes: [],
    edges: [],
    ties: there,
    certain: 0,
    possible: 0,
    undated: 0,
    hidden: 0,
    version: 0,
  };

  /** Whether a fact was there between two years: certainly, possibly, undated, or not (0). */
  function when(tie, from, to) {
    if (!tie.when) return UNDATED;
    const [first, last, begun, until] = tie.when;
    if ((first !== null && first > to) || (last !== null && last < from)) return 0;
    return begun !== null && until !== null && begun <= to && until >= from ? CERTAIN : POSSIBLE;
  }

  const other = (edge, node) => (edge.a === node ? edge.b : edge.a);
  const sortOf = (tie) => (tie.standing ? "standing" : tie.label);

  /** Fill ``found`` with how each tie stands between two years; what the legend hides is not there. */
  function tiesBetween(from, to, found) {
    const hidden = new Set(state.now.hide);
    const { sure, source } = state.now;
    const leftOut = (tie) =>
      hidden.has(sortOf(tie)) ||
      (sure && tie.unsure) ||
      (source && !(tie.cited ?? []).some(([cited]) => cited === source));
    const all = from === undefined && to === undefined;
    ties.forEach((tie, at) => {
      found[at] = leftOut(tie)
        ? 0
        : all
          ? tie.when
            ? CERTAIN
            : UNDATED
          : when(tie, from ?? -Infinity, to ?? Infinity);
    });
    return found;
  }

  /** Count what stands how, and take the undated away where they are not wanted. */
  function count(undated) {
    Object.assign(seen, {
      nodes: [],
      edges: [],
      certain: 0,
      possible: 0,
      undated: 0,
      hidden: 0,
      version: seen.version + 1,
    });
    const kinds = { [CERTAIN]: "certain", [POSSIBLE]: "possible", [UNDATED]: undated ? "undated" : "hidden" };
    for (let at = 0; at < there.length; at += 1) {
      if (!there[at]) continue;
      seen[kinds[there[at]]] += 1;
      if (there[at] === UNDATED && !undated) there[at] = 0;
    }
  }

  /** What the filters leave; lines carry ``now``: their facts, weight, and whether in doubt. */
  function filter() {
    const { from, to, hide } = state.now;
    tiesBetween(from, to, there);
    count(state.now.undated ?? (from === undefined && to === undefined));
    const whole = seen.certain + seen.possible + seen.undated === ties.length && !hide.length;
    const hidden = new Set(hide);
    for (const node of nodes) {
      node.shown =
        !hidden.has(node.group) &&
        !hidden.has(`c${node.colour}`) &&
        (whole || node.id === data.ego || node.facts.some((at) => there[at]));
      node.degree = 0;
    }
    for (const edge of edges) look(edge);
    if (state.now.least > 1) narrow();
    for (const node of nodes) if (node.shown) seen.nodes.push(node);
  }

  /** What has no link of enough facts is not there: neither the actors nor the facts, in any count. */
  function narrow() {
    for (const node of nodes) node.shown &&= node.degree > 0 || node.id === data.ego;
    const linked = new Set(seen.edges.flatMap((edge) => edge.now.facts));
    const kinds = { [CERTAIN]: "certain", [POSSIBLE]: "possible", [UNDATED]: "undated" };
    for (let at = 0; at < there.length; at += 1) {
      if (!there[at] || linked.has(at)) continue;
      seen[kinds[there[at]]] -= 1;
      there[at] = 0;
    }
  }

  function look(edge) {
    edge.shown = false;
    if (!edge.a.shown || !edge.b.shown) return;
    const { sure, least } = state.now;
    const facts = edge.ties.filter((at) => there[at] && !(sure && edge.doubt.has(at)));
    if (facts.length < Math.max(1, least ?? 1)) return;
    edge.shown = true;
    edge.now = {
      facts,
      value: facts.reduce((sum, at) => sum + (ties[at].share ?? 1), 0),
      dashed: facts.every((at) => edge.doubt.has(at)),
      conflict: facts.every((at) => ties[at].label === "Incident"),
      possible: facts.every((at) => there[at] === POSSIBLE),
    };
    edge.a.degree += 1;
    edge.b.degree += 1;
    seen.edges.push(edge);
  }

  const two = nodes.some((node) => node.tie !== undefined);

  /** The facts that join two actors, in order of date; where ties are marks, those that both are in. */
  function between(a, b) {
    const line = a.edges.find((edge) => edge.shown && other(edge, a) === b);
    if (line || !two) return line?.now.facts ?? [];
    const theirs = new Set(b.facts);
    return a.facts.filter((at) => there[at] && theirs.has(at));
  }

  /** The actors that a node is tied to; where ties are marks, those who are in one of its ties. */
  function neighbours(node) {
    const near = new Set();
    for (const edge of node.edges) {
      if (!edge.shown) continue;
      const beyond = other(edge, node);
      if (beyond.tie === undefined) near.add(beyond);
      else for (const next of beyond.edges) if (next.shown) near.add(other(next, beyond));
    }
    near.delete(node);
    return near;
  }

  filter();
  return {
    nodes,
    edges,
    ties,
    actors,
    byId,
    tieAt,
    years,
    seen,
    filter,
    when,
    other,
    between,
    neighbours,
    sortOf,
    tiesBetween,
  };
};
