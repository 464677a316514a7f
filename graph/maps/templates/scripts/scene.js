/* The scene: what is to be painted, as a few groups of one look, for the canvas and for a saved
   picture alike. Thousands of lines become a handful of strokes. */

"use strict";

// Beyond a thousand lines all are hairlines: they are painted many times faster.
const CROWD = 1000;
// So many dots make one path: a browser fills many small paths far faster than one large.
const SHEAF = 100;
// The grey of what is in none of the frequent categories: no community, hence no area.
const REST_COLOUR = 7;

const sceneOf = (model, light, selection, data) => {
  const counts = { moved: 0 };
  const kept = { lines: { key: "" }, dots: { key: "" }, areas: { key: "" } };
  const once = (what, key, make) => {
    if (kept[what].key !== key) kept[what] = { key, made: make() };
    return kept[what].made;
  };
  const version = () => `${model.seen.version} ${selection.lit.version} ${counts.moved}`;
  const radius = (node, scale) => Math.max(node.size, 2.2 / scale);

  function width(edge) {
    if (model.seen.edges.length > CROWD && !selection.lit.edges.has(edge)) return 0.5;
    return Math.round(Math.min(4, 0.8 + 0.55 * Math.log2(1 + edge.now.value)) * 2) / 2;
  }

  /** Whether a node stands under a map of the earth: a line to it says nothing of places. */
  const away = (node) => data.nowhere && node.y >= data.nowhere[1];

  /** Lines in groups of one width, dash and state; widths in pixels of the screen. */
  const lines = () => once("lines", version(), () => {
    const groups = new Map();
    for (const edge of model.seen.edges) {
      const state = selection.lit.edges.has(edge) ? "lit" : selection.any() || away(edge.a) || away(edge.b) ? "faded" : "plain";
      const dash = edge.now.dashed ? "dashed" : edge.now.possible ? "dotted" : "";
      const wide = width(edge);
      const key = `${state} ${wide} ${dash}`;
      if (!groups.has(key)) groups.set(key, { state, width: wide, dash, path: new Path2D(), ends: [] });
      const group = groups.get(key);
      group.path.moveTo(edge.a.x, edge.a.y);
      group.path.lineTo(edge.b.x, edge.b.y);
      group.ends.push(edge);
    }
    const order = { faded: 0, plain: 1, lit: 2 };
    return [...groups.values()].sort((one, two) => order[one.state] - order[two.state]);
  });

  const strength = (group) => {
    const crowd = Math.min(1, Math.max(0.3, Math.sqrt(500 / model.seen.edges.length)));
    return { faded: 0.07, plain: 0.36 * crowd, lit: 0.85 }[group.state] * (group.dash === "dotted" ? 0.8 : 1);
  };
  const dashes = { dashed: [5, 4], dotted: [1.5, 3], "": [] };

  /** Dots in groups of one look, kept until the scale, a place or the selection changes. */
  const dots = (scale) => once("dots", `${scale} ${version()} ${light.version}`, () => {
    const groups = new Map();
    for (const node of model.seen.nodes) {
      const bright = !selection.any() || selection.lit.nodes.has(node.id);
      const [shape, , hollow] = light.look(node.group);
      const colour = light.colour(node);
      const key = `${colour} ${bright} ${hollow}`;
      if (!groups.has(key)) groups.set(key, { colour, bright, hollow, paths: [], shapes: [] });
      const group = groups.get(key);
      const r = radius(node, scale);
      if (group.shapes.length % SHEAF === 0) group.paths.push(new Path2D());
      trace(group.paths.at(-1), shape, node.x, node.y, r, r * scale < 4);
      group.shapes.push([shape, node, r]);
    }
    return [...groups.values()].sort((one, two) => one.bright - two.bright);
  });

  /** Where communities lie: around every member a disc, along their shortest links a band. */
  const areas = () => once("areas", version(), () => (data.areas ? gathered() : []));

  function gathered() {
    const [xs, ys] = [model.nodes.map((node) => node.x), model.nodes.map((node) => node.y)];
    const wide = Math.max(26, 0.014 * Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)));
    const members = new Map();
    for (const node of model.seen.nodes)
      if (node.colour !== undefined && node.colour !== REST_COLOUR) members.has(node.colour) ? members.get(node.colour).push(node) : members.set(node.colour, [node]);
    return [...members].filter(([, found]) => found.length > 2).map(([colour, found]) => {
      const bands = spanning(found);
      const discs = new Path2D();
      const tree = new Path2D();
      for (const { x, y, size } of found) { discs.moveTo(x + size + wide, y); discs.arc(x, y, size + wide, 0, 7); }
      for (const [a, b] of bands) { tree.moveTo(a.x, a.y); tree.lineTo(b.x, b.y); }
      return { colour: light.colours[`c${colour}`], discs, tree, members: found, bands, wide };
    });
  }

  /** The shortest tree that joins some nodes, long leaps left out (Prim). */
  function spanning(found) {
    if (found.length > 400) return [];
    const left = new Map(found.slice(1).map((node) => [node, [Infinity, node]]));
    const bands = [];
    for (let last = found[0]; left.size;) {
      let nearest;
      for (const [node, best] of left) {
        const far = Math.hypot(node.x - last.x, node.y - last.y);
        if (far < best[0]) left.set(node, [far, last]);
        if (!nearest || left.get(node)[0] < left.get(nearest)[0]) nearest = node;
      }
      if (left.get(nearest)[0] < 320) bands.push([nearest, left.get(nearest)[1]]);
      left.delete(nearest);
      last = nearest;
    }
    return bands;
  }

  /** Pills on lines that stand for several facts: on those looked at, or on all of a small map. */
  function bundles(scale) {
    const few = model.seen.edges.length <= 120 && !selection.any();
    const some = few ? model.seen.edges : [...selection.lit.edges].filter((edge) => edge.shown);
    if (some.length > 120) return [];
    return some.filter((edge) => edge.now.facts.length > 1 && Math.hypot(edge.a.x - edge.b.x, edge.a.y - edge.b.y) * scale > 60)
      .map((edge) => ({ x: (edge.a.x + edge.b.x) / 2, y: (edge.a.y + edge.b.y) / 2, text: String(edge.now.facts.length) }));
  }

  return { lines, strength, dashes, dots, areas, bundles, radius, version, counts };
};
