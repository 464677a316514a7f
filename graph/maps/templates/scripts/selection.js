/* The selection: an actor, a fact, or two actors and the chains between them, and what of the
   picture belongs to it. It follows the state; whoever selects changes the state. */

import { chainsBetween } from "./chains.js";

export const selectionOf = (model, state) => {
  const selection = {
    lit: { nodes: new Set(), edges: new Set(), version: 0 },
    chains: undefined,
    any,
    chosen,
    isChosen: (id) => chosen().includes(id),
    follow,
    click,
  };

  /** Whether anything is selected that this map has. */
  function any() {
    const { at, tie } = state.now;
    return tie !== undefined ? model.tieAt.has(tie) : model.byId.has(at);
  }

  function chosen() {
    const { at, and, tie } = state.now;
    return (tie === undefined ? [at, and] : [model.nodes.find((node) => node.tie === tie)?.id]).filter((id) =>
      model.byId.has(id),
    );
  }

  /** Find what the state selects, anew. */
  function follow() {
    const lit = { nodes: new Set(), edges: new Set(), version: selection.lit.version + 1 };
    selection.lit = lit;
    selection.chains = undefined;
    if (!any()) return;
    if (state.now.tie !== undefined) ofTie(lit, model.tieAt.get(state.now.tie));
    else if (model.byId.has(state.now.and))
      ofPair(lit, model.byId.get(state.now.at), model.byId.get(state.now.and));
    else for (const edge of model.byId.get(state.now.at).edges) if (edge.shown) lit.edges.add(edge);
    for (const id of chosen()) lit.nodes.add(model.byId.get(id).id);
    for (const edge of lit.edges) lit.nodes.add(edge.from).add(edge.to);
  }

  function ofTie(lit, at) {
    for (const node of model.nodes) if (node.facts.includes(at)) lit.nodes.add(node.id);
    for (const edge of model.seen.edges) if (edge.now.facts.includes(at)) lit.edges.add(edge);
  }

  function ofPair(lit, a, b) {
    // Where ties are marks, all that both are in, not the few that the chains would show.
    const both = new Set(model.between(a, b));
    for (const edge of [...a.edges, ...b.edges])
      if (edge.shown && (edge.a.tie ?? edge.b.tie) !== undefined && edge.now.facts.some((at) => both.has(at)))
        lit.edges.add(edge);
    // Almost any two actors are joined through their countries, which tells little.
    const passable = state.now.aside ? (node) => node.group !== "Country" : undefined;
    selection.chains = chainsBetween(model, a, b, passable);
    for (const chain of both.size ? [] : selection.chains.chains)
      chain
        .slice(1)
        .forEach((node, step) =>
          lit.edges.add(node.edges.find((edge) => edge.shown && model.other(edge, node) === chain[step])),
        );
    for (const edge of a.edges) if (edge.shown && model.other(edge, a) === b) lit.edges.add(edge);
  }

  /** A click: on an actor, then another for what is between them, then a third to begin again. */
  function click(node, edge) {
    const { at, and, tie } = state.now;
    if (node?.tie !== undefined) state.set({ at: undefined, and: undefined, tie: node.tie });
    else if (node && at !== undefined && at !== node.id && and === undefined && tie === undefined)
      state.set({ and: node.id });
    else if (node) state.set({ at: node.id, and: undefined, tie: undefined });
    else if (edge?.a.tie !== undefined || edge?.b.tie !== undefined)
      state.set({ at: undefined, and: undefined, tie: edge.a.tie ?? edge.b.tie });
    else if (edge) state.set({ at: edge.from, and: edge.to, tie: undefined });
    else state.set({ at: undefined, and: undefined, tie: undefined });
  }

  return selection;
};
