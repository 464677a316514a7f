/* Labels: which names stand where at a scale, the best-tied first, none over another or over a dot. */

/** Boxes in a grid, so that a new one is compared with its neighbours alone. */
class Taken {
  constructor(cell = 80) {
    this.cell = cell;
    this.cells = new Map();
  }

  *around(x0, y0, x1, y1) {
    const first = (v) => Math.floor(v / this.cell);
    for (let i = first(x0); i <= first(x1); i += 1)
      for (let j = first(y0); j <= first(y1); j += 1) yield i * 65536 + j;
  }

  add(...spot) {
    for (const key of this.around(...spot))
      this.cells.has(key) ? this.cells.get(key).push(spot) : this.cells.set(key, [spot]);
  }

  free(x0, y0, x1, y1) {
    for (const key of this.around(x0, y0, x1, y1))
      for (const [a, b, c, d] of this.cells.get(key) ?? [])
        if (x0 < c && x1 > a && y0 < d && y1 > b) return false;
    return true;
  }
}

// A place where not even so many pixels are free is not worth measuring a name for.
const LEAST = 12;
// So many names are bold, where dots differ in size.
const HEAVY = 16;
// So many of the largest dots get a name even where they are crowded: farther off, with a line to it.
const LARGE = 24;
const FARTHER = [14, 26, 40, 58, 80];

export const labelsOf = (data, model, words, selection, scene, stage) => {
  const sans = getComputedStyle(document.body).fontFamily;
  const measured = new Map();
  const pen = document.createElement("canvas").getContext("2d");
  const font = (node) => `${node.heavy ? 600 : 400} ${node.type}px ${sans}`;
  let placed = { key: "", names: [], nodes: new Set() };

  /** A name in at most two lines. */
  function broken(name) {
    const plain = name.replace(/\s+/g, " ").trim();
    const text = words.cut(plain.length > 30 ? plain.replace(/(\S)\s*\([^()]*\)$/, "$1") : plain, 52);
    if (text.length <= 24) return [text];
    const middle = text.length / 2;
    let best = -1;
    for (let at = text.indexOf(" "); at > 0; at = text.indexOf(" ", at + 1))
      if (best < 0 || Math.abs(at - middle) < Math.abs(best - middle)) best = at;
    return best < 0 ? [words.cut(text, 30)] : [text.slice(0, best), text.slice(best + 1)];
  }

  /** A treaty in two short lines, such as "1994 science" and "KZ–TÜBİTAK"; nothing for other nodes. */
  function told(node) {
    const tie = node.tie !== undefined && model.ties[model.tieAt.get(node.tie)];
    const { SIGNED, ...others } = (tie && tie.roles) || {};
    const named = (SIGNED ?? Object.values(others).flat()).flat();
    const parties = [...new Set(named)].filter((id) => model.actors[id]);
    if (!tie || tie.label !== "Treaty" || !parties.length) return undefined;
    const year = /^\d{4}/.exec(tie.date ?? "")?.[0];
    const about = words.term(...(tie.fields ? ["field", tie.fields[0]] : ["kind", tie.kind ?? "treaty"]));
    const shown = parties.slice(0, 3).map(acronym).join("–");
    return [
      [year, about].filter(Boolean).join(" "),
      parties.length > 3 ? `${shown} +${parties.length - 3}` : shown,
    ];
  }

  /** The shortest that an actor is called: a country's code, an acronym, else its name cut. */
  function acronym(id) {
    if (/^[A-Z]{2}$/.test(id)) return id;
    const written = model.actors[id].names;
    const short = written.map(([name]) => name).find((name) => /^\p{Lu}{2,9}$/u.test(name));
    return short ?? words.cut(words.name(written), 18);
  }

  /** Give every node its name in the page's language and the size that its place earns it. */
  function name() {
    measured.clear();
    const sizes = model.nodes.map((node) => node.size).sort((a, b) => b - a);
    const [largest, heavy] = [Math.max(1, sizes[0]), sizes[Math.min(HEAVY, sizes.length) - 1]];
    for (const node of model.nodes) {
      node.label = words.name(
        node.tie === undefined ? model.actors[node.id].names : model.ties[model.tieAt.get(node.tie)].names,
      );
      node.lines = told(node) ?? broken(node.label);
      node.type = Math.round(11 + 6 * Math.max(0, (node.size - 6) / Math.max(6, largest - 6)));
      node.heavy = node.type > 13 && node.tie === undefined && node.size >= heavy;
    }
    placed.key = "";
  }

  function sizeOf(node) {
    if (!measured.has(node.id)) {
      pen.font = font(node);
      measured.set(node.id, Math.max(...node.lines.map((line) => pen.measureText(line).width)));
    }
    return [measured.get(node.id), node.lines.length * node.type * 1.16];
  }

  /** The names at a scale, in pixels of the whole picture at that scale. */
  function at(scale) {
    const key = `${scale.toFixed(4)} ${scene.version()} ${stage.own}`;
    if (placed.key !== key) {
      const names = place(scale);
      placed = { key, names, nodes: new Set(names.map(({ node }) => node)) };
    }
    return placed.names;
  }

  /** Whether a node bears its name in the picture as it was painted last. */
  const stands = (node) => placed.nodes.has(node);

  function place(scale) {
    const first = (node) =>
      (selection.isChosen(node.id) ? 2 : 0) + (selection.lit.nodes.has(node.id) ? 1 : 0);
    const wanted = model.seen.nodes.filter((node) => !selection.any() || selection.lit.nodes.has(node.id));
    const order = wanted.sort(
      (one, two) => first(two) - first(one) || two.size - one.size || two.degree - one.degree,
    );
    const taken = {
      names: new Taken(),
      marks: marked(scale),
      inView: stage.own ? stage.frame(scale) : undefined,
    };
    const found = data.nowhere ? [nowhere(scale)] : [];
    for (const { x, y, w, h } of scene.bundles(scale)) taken.names.add(x - w, y - h, x + w, y + h);
    for (const { x, y, width } of found) taken.names.add(x - width / 2, y, x + width / 2, y + 14);
    order.forEach((node, rank) => {
      const needed = first(node) > 1 || (rank < 6 && node.heavy);
      const large = rank < LARGE && node.tie === undefined && node.type > 11;
      const spot = spotFor(node, scale, taken, needed, large);
      if (spot) found.push(spot);
    });
    return found;
  }

  /** What stands under the map because nobody knows where it is at home, said so. */
  function nowhere(scale) {
    const line = `${words.say("geo.nowhere")}:`;
    pen.font = `italic 12px ${sans}`;
    const width = pen.measureText(line).width;
    return {
      node: { type: 12, heavy: false, label: line },
      x: data.nowhere[0] * scale + width / 2,
      y: data.nowhere[1] * scale - 34,
      width,
      lines: [line],
    };
  }

  function marked(scale) {
    const marks = new Taken(24);
    for (const node of model.seen.nodes) {
      const r = scene.radius(node, scale) * scale * 0.9;
      marks.add(node.x * scale - r, node.y * scale - r, node.x * scale + r, node.y * scale + r);
    }
    return marks;
  }

  function spotFor(node, scale, { names, marks, inView }, needed, large) {
    const r = scene.radius(node, scale) * scale + 4;
    const [x, y] = [node.x * scale, node.y * scale];
    if (
      !needed &&
      !large &&
      !choicesOf(x, y, r, LEAST, node.type).some(([left, top]) =>
        marks.free(left, top, left + LEAST, top + node.type),
      )
    )
      return undefined;
    const [w, h] = sizeOf(node);
    for (const clear of needed ? [marks, undefined] : [marks])
      for (const [left, top] of choicesOf(x, y, r, w, h)) {
        const spot = [left - 2, top - 1, left + w + 2, top + h];
        if (!names.free(...spot) || clear?.free(...spot) === false) continue;
        if (!within(spot, inView)) continue;
        names.add(...spot);
        return { node, x: left + w / 2, y: top, width: w, lines: node.lines };
      }
    return large ? aside(node, scale, { names, marks, inView }) : undefined;
  }

  /** A place farther off for the name of a large dot in a crowd, with a line that leads to it. */
  function aside(node, scale, { names, marks, inView }) {
    const [w, h] = sizeOf(node);
    const [x, y, r] = [node.x * scale, node.y * scale, scene.radius(node, scale) * scale];
    for (const far of FARTHER)
      for (let turn = 0; turn < 16; turn += 1) {
        const [dx, dy] = [Math.cos((turn * Math.PI) / 8), Math.sin((turn * Math.PI) / 8)];
        const side = (along, size) => (along > 0.3 ? 0 : along < -0.3 ? size : size / 2);
        const end = [x + dx * (r + far), y + dy * (r + far)];
        const [left, top] = [end[0] - side(dx, w), end[1] - side(dy, h)];
        const spot = [left - 2, top - 1, left + w + 2, top + h];
        if (!names.free(...spot) || !marks.free(...spot) || !within(spot, inView)) continue;
        names.add(...spot);
        const leader = [[x + dx * r, y + dy * r], end];
        return { node, x: left + w / 2, y: top, width: w, lines: node.lines, leader };
      }
    return undefined;
  }

  const within = (spot, view) =>
    !view || (spot[0] >= view[0] && spot[1] >= view[1] && spot[2] <= view[2] && spot[3] <= view[3]);

  /** Under a dot, to its right, to its left, above it: where a box of a width and a height may begin. */
  const choicesOf = (x, y, r, w, h) => [
    [x - w / 2, y + r],
    [x + r, y - h / 2],
    [x - r - w, y - h / 2],
    [x - w / 2, y - r - h],
  ];

  /** A single name under its dot, whatever lies there: of what the pointer is on. */
  function alone(node, scale) {
    const [w] = sizeOf(node);
    return {
      node,
      x: node.x * scale,
      y: node.y * scale + scene.radius(node, scale) * scale + 4,
      width: w,
      lines: node.lines,
    };
  }

  return { name, at, stands, alone, font, broken, pen };
};
