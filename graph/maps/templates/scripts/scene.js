/* The scene: what is to be painted, as a few groups of one look, for the canvas and for a saved
   picture alike. Thousands of lines become a handful of strokes. */

import { trace } from "./light.js";

// Beyond a thousand lines all but the strongest are hairlines: they are painted many times faster.
const CROWD = 1000;
const WIDE = 120;
// So many of the strongest lines bear their number of facts.
const NUMBERED = 10;
const MOST_PILLS = 120;
/** Pixels of radius from which a dot is not covered by a number. */
const LARGE = 6;
const ALONG = [
  0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62, 0.34, 0.66, 0.3, 0.7, 0.26, 0.74, 0.22, 0.78, 0.18, 0.82,
];
/** The dashes of lines: of unsure facts, possible ones, links that only a rule makes, and conflicts. */
export const DASHES = { dashed: [5, 4], dotted: [1.5, 3], derived: [1, 5], conflict: [9, 3, 2, 3], "": [] };
const PALE = { dotted: 0.8, derived: 0.75, conflict: 1.6 };
const COLOURED = { conflict: "c10" };
// So many dots make one path: a browser fills many small paths far faster than one large.
export const SHEAF = 100;
// The grey of what is in none of the frequent categories: no community, hence no area.
const REST_COLOUR = 7;

export const sceneOf = (model, light, selection, data) => {
  const counts = { moved: 0 };
  const kept = {};
  const once = (what, key, make) => {
    if (kept[what]?.key !== key) kept[what] = { key, made: make() };
    return kept[what].made;
  };
  const version = () => `${model.seen.version} ${selection.lit.version} ${counts.moved}`;
  const radius = (node, scale) => Math.max(node.size, 2.2 / scale);

  /** The strongest lines by their number of facts, the first ones first. */
  const strongest = (most) =>
    once(`strong${most}`, String(model.seen.version), () =>
      model.seen.edges
        .filter((edge) => edge.now.facts.length > 1)
        .sort((one, two) => two.now.facts.length - one.now.facts.length)
        .slice(0, most),
    );

  /** How wide a line is in pixels: by the root of its number of facts. */
  function width(edge, wide) {
    if (wide && !wide.has(edge) && !selection.lit.edges.has(edge)) return 0.5;
    return Math.round(Math.min(10, 0.3 + 0.8 * Math.sqrt(edge.now.facts.length)) * 2) / 2;
  }

  /** The look of a line, by what it rests on. */
  function dashOf({ derived, now }) {
    if (now.conflict) return "conflict";
    if (derived) return "derived";
    return now.dashed ? "dashed" : now.possible ? "dotted" : "";
  }

  /** Whether a node stands under a map of the earth: a line to it says nothing of places. */
  const away = (node) => data.nowhere && node.y >= data.nowhere[1];

  /** Lines in groups of one width, dash and state; widths in pixels of the screen. */
  const lines = () =>
    once("lines", version(), () => {
      const groups = new Map();
      const wide = model.seen.edges.length > CROWD ? new Set(strongest(WIDE)) : undefined;
      for (const edge of model.seen.edges) {
        const state = selection.lit.edges.has(edge)
          ? "lit"
          : selection.any() || away(edge.a) || away(edge.b)
            ? "faded"
            : "plain";
        const dash = dashOf(edge);
        const pixels = width(edge, wide);
        const key = `${state} ${pixels} ${dash}`;
        if (!groups.has(key)) groups.set(key, { state, width: pixels, dash, path: new Path2D(), ends: [] });
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
    return { faded: 0.07, plain: 0.36 * crowd, lit: 0.85 }[group.state] * (PALE[group.dash] ?? 1);
  };
  const colour = (group) =>
    group.state === "lit" ? light.colours.accent : light.colours[COLOURED[group.dash] ?? "ink"];

  /** Dots in groups of one look, kept until the scale, a place or the selection changes. */
  const dots = (scale) =>
    once("dots", `${scale} ${version()} ${light.version}`, () => {
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
    const wide = Math.max(
      26,
      0.014 * Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)),
    );
    const members = new Map();
    for (const node of model.seen.nodes)
      if (node.colour !== undefined && node.colour !== REST_COLOUR)
        members.has(node.colour) ? members.get(node.colour).push(node) : members.set(node.colour, [node]);
    return [...members]
      .filter(([, found]) => found.length > 2)
      .map(([colour, found]) => {
        const bands = spanning(found);
        const discs = new Path2D();
        const tree = new Path2D();
        for (const { x, y, size } of found) {
          discs.moveTo(x + size + wide, y);
          discs.arc(x, y, size + wide, 0, 7);
        }
        for (const [a, b] of bands) {
          tree.moveTo(a.x, a.y);
          tree.lineTo(b.x, b.y);
        }
        return { colour: light.colours[`c${colour}`], discs, tree, members: found, bands, wide };
      });
  }

  /** The shortest tree that joins some nodes, long leaps left out (Prim). */
  function spanning(found) {
    if (found.length > 400) return [];
    const left = new Map(found.slice(1).map((node) => [node, [Infinity, node]]));
    const bands = [];
    for (let last = found[0]; left.size; ) {
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

  /** Numbers of facts on lines: on those looked at, else on the strongest; clear of dots and each other. */
  const bundles = (scale) =>
    once("bundles", `${scale} ${version()}`, () => {
      const lit = [...selection.lit.edges].filter((edge) => edge.shown && edge.now.facts.length > 1);
      const some = selection.any() ? lit : strongest(NUMBERED);
      if (some.length > MOST_PILLS) return [];
      const found = [];
      for (const edge of some) {
        const pill = pillOf(edge, scale, found);
        if (pill) found.push(pill);
      }
      return found;
    });

  /** Where on its line a number stands, in pixels at a scale: near the middle, on no other number and on the
      fewest dots; small ones are covered rather than that a strong link has no number. */
  function pillOf({ a, b, now }, scale, others) {
    const text = String(now.facts.length);
    const [w, h] = [5 + 3.6 * text.length, 9];
    if (Math.hypot(a.x - b.x, a.y - b.y) * scale < 24) return undefined;
    const alone = (x, y) =>
      others.every((one) => Math.abs(one.x - x) > w + one.w || Math.abs(one.y - y) > 2 * h);
    const covered = (x, y) => {
      let all = 0;
      for (const node of model.seen.nodes) {
        const r = radius(node, scale) * scale;
        if (Math.abs(node.x * scale - x) > w + r || Math.abs(node.y * scale - y) > h + r) continue;
        if (node === a || node === b || r > LARGE) return Infinity;
        all += 1;
      }
      return all;
    };
    let best;
    for (const part of ALONG) {
      const [x, y] = [(a.x + part * (b.x - a.x)) * scale, (a.y + part * (b.y - a.y)) * scale];
      if (!alone(x, y)) continue;
      const dots = covered(x, y);
      if (dots < (best?.dots ?? Infinity)) best = { x, y, w, h, text, dots };
      if (!dots) break;
    }
    return best;
  }

  return { lines, strength, colour, dots, areas, bundles, radius, version, counts };
};
