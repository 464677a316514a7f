/* The page of a map. vis-network keeps the view, the dragging and which dot lies under the pointer;
   lines, dots and names are painted here, so that names never cover one another and a selection
   shows at once. Whatever comes from the data is set as text, never as markup. */

"use strict";

(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const nodes = data.nodes;
  const edges = data.edges;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const tipped = $("tip");
  const panel = $("panel");

  // --------------------------------------------------------------------------------- the light

  const colours = {};
  function readColours() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ["paper", "card", "ink", "soft", "line", "accent", ...Object.keys(data.looks)])
      colours[name] = style.getPropertyValue(`--${name.toLowerCase()}`).trim();
  }
  readColours();
  const sans = getComputedStyle(document.body).fontFamily;

  /** The outline of a label's shape around a point; the shapes cover about the same area. */
  function outline(shape, x, y, r) {
    const corners = { diamond: [4, 1.2, 0], square: [4, 1.22, 45], pentagon: [5, 1.13, 0], hexagon: [6, 1.1, 0], triangle: [3, 1.35, 0], down: [3, 1.35, 180] }[shape];
    if (!corners) return Array.from({ length: 32 }, (_, at) => [x + r * Math.sin(at * Math.PI / 16), y - r * Math.cos(at * Math.PI / 16)]);
    const [number, size, turn] = corners;
    return Array.from({ length: number }, (_, at) => {
      const angle = (turn + at * 360 / number) * Math.PI / 180;
      return [x + r * size * Math.sin(angle), y - r * size * Math.cos(angle)];
    });
  }
  function trace(path, points) {
    points.forEach(([x, y], at) => (at ? path.lineTo(x, y) : path.moveTo(x, y)));
    path.closePath();
  }

  function drawLegend() {
    for (const item of document.querySelectorAll(".legend li")) {
      item.querySelector("svg")?.remove();
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      svg.setAttribute("aria-hidden", "true");
      svg.setAttribute("width", item.dataset.line ? "26" : "15");
      svg.setAttribute("height", "15");
      const shape = document.createElementNS(svg.namespaceURI, "path");
      if (item.dataset.line) {
        shape.setAttribute("d", "M1 8H25");
        shape.setAttribute("stroke-dasharray", "5 4");
        shape.setAttribute("stroke", colours.soft);
        shape.setAttribute("stroke-width", "1.5");
      } else {
        const look = data.looks[item.dataset.label];
        shape.setAttribute("d", `M${outline(look, 7.5, 7.8, 5.6).map((p) => p.join(" ")).join("L")}Z`);
        shape.setAttribute(look === "ring" ? "stroke" : "fill", colours[item.dataset.label] || colours.soft);
        shape.setAttribute(look === "ring" ? "fill" : "data-look", look === "ring" ? "none" : look ?? "");
        if (look === "ring") shape.setAttribute("stroke-width", "2.5");
      }
      svg.append(shape);
      item.prepend(svg);
    }
  }
  drawLegend();

  // ------------------------------------------------------------------------------- the network

  const box = $("map");
  if (box.clientHeight > 1.1 * box.clientWidth) for (const node of nodes) [node.x, node.y] = [node.y, node.x];
  const invisible = (radius) => ({ drawNode() {}, nodeDimensions: { width: 2 * radius, height: 2 * radius } });
  const scaleOf = { now: 1 };
  const shownRadius = (node) => Math.max(node.size, 2.2 / scaleOf.now);
  const network = new vis.Network(
    box,
    {
      nodes: nodes.map((node) => ({
        id: node.id, x: node.x, y: node.y, shape: "custom", size: node.size,
        ctxRenderer: () => invisible(Math.max(node.size, 5 / scaleOf.now)),
      })),
      edges: [],
    },
    data.options,
  );
  const canvas = box.querySelector("canvas");
  const frame = box.querySelector(".vis-network");
  frame.setAttribute("aria-label", box.getAttribute("aria-label"));
  frame.setAttribute("role", "application");
  box.removeAttribute("aria-label");

  let selected; // { actor } or { tie } or { pair: edge }
  let hovered;
  let own = true; // nobody has moved the view yet
  let lit = { nodes: new Set(), edges: new Set() };

  // ------------------------------------------------------------------------------ the painting

  // Beyond a thousand lines all are hairlines: they are painted many times faster.
  const hairlines = edges.length > 1000;
  const width = (edge) => (hairlines ? 0.5 : Math.min(4, 0.8 + 0.55 * Math.log2(1 + edge.value)));
  let groups = new Map();

  /** Lines in a few groups of one width and dash, so that thousands are a few strokes. */
  function groupLines() {
    groups = new Map();
    for (const edge of edges) {
      const a = byId.get(edge.from);
      const b = byId.get(edge.to);
      const state = lit.edges.has(edge) ? "lit" : selected ? "faded" : "plain";
      const key = `${state} ${Math.round(width(edge) * 2) / 2} ${edge.dashes}`;
      if (!groups.has(key)) groups.set(key, { state, width: Math.round(width(edge) * 2) / 2, dashed: edge.dashes, path: new Path2D() });
      const { path } = groups.get(key);
      path.moveTo(a.x, a.y);
      path.lineTo(b.x, b.y);
    }
  }

  function paintLines(context, scale) {
    const order = { faded: 0, plain: 1, lit: 2 };
    const crowd = Math.min(1, Math.max(0.3, Math.sqrt(500 / edges.length)));
    for (const group of [...groups.values()].sort((a, b) => order[a.state] - order[b.state])) {
      context.globalAlpha = { faded: 0.1, plain: 0.34 * crowd, lit: 0.85 }[group.state];
      context.strokeStyle = group.state === "lit" ? colours.accent : colours.ink;
      context.lineWidth = group.width / scale;
      context.setLineDash(group.dashed ? [5 / scale, 4 / scale] : []);
      context.stroke(group.path);
    }
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  let dots = { key: "", batches: [] };

  /** The dots in batches of one look, kept until the scale, a place or the selection changes. */
  function groupDots(scale) {
    const key = `${scale} ${nodes.moved ?? 0} ${lit.version ?? 0}`;
    if (dots.key === key) return dots.batches;
    const batches = new Map();
    for (const node of nodes) {
      const bright = !selected || lit.nodes.has(node.id);
      const look = `${node.group} ${bright}`;
      if (!batches.has(look)) batches.set(look, { group: node.group, bright, path: new Path2D() });
      trace(batches.get(look).path, outline(data.looks[node.group], node.x, node.y, shownRadius(node)));
    }
    dots = { key, batches: [...batches.values()].sort((a, b) => a.bright - b.bright) };
    return dots.batches;
  }

  function paintDots(context, scale) {
    for (const { group, bright, path } of groupDots(scale)) {
      const ring = data.looks[group] === "ring";
      const colour = colours[group] || colours.soft;
      context.lineWidth = Math.min(3, 2.4 / scale);
      context.strokeStyle = colours.paper;
      context.stroke(path);
      context.fillStyle = colours.paper;
      context.fill(path);
      context.globalAlpha = bright ? 1 : 0.22;
      context.fillStyle = ring ? colours.paper : colour;
      context.fill(path);
      if (ring) {
        context.strokeStyle = colour;
        context.stroke(path);
      }
      context.globalAlpha = 1;
    }
    for (const id of [selected?.actor, hovered?.actor]) {
      const node = byId.get(id);
      if (!node) continue;
      const ring = new Path2D();
      trace(ring, outline("circle", node.x, node.y, shownRadius(node) + 4.5 / scale));
      context.strokeStyle = colours.accent;
      context.lineWidth = 2 / scale;
      context.stroke(ring);
    }
  }

  // -------------------------------------------------------------------------------- the names

  /** A name in at most two lines. */
  function lines(name) {
    const plain = name.replace(/\s+/g, " ").trim();
    const text = words.cut(plain.length > 30 ? plain.replace(/(.)\s*\(.*$/, "$1") : plain, 52);
    if (text.length <= 24) return [text];
    const middle = text.length / 2;
    let best = -1;
    for (let at = text.indexOf(" "); at > 0; at = text.indexOf(" ", at + 1))
      if (best < 0 || Math.abs(at - middle) < Math.abs(best - middle)) best = at;
    return best < 0 ? [words.cut(text, 30)] : [text.slice(0, best), text.slice(best + 1)];
  }

  const largest = Math.max(1, ...nodes.map((node) => node.degree));
  for (const node of nodes) {
    node.lines = lines(node.label);
    node.type = Math.round(11 + 6 * Math.sqrt(node.degree / largest));
    node.heavy = node.type > 13;
  }
  const measured = new Map();
  function sizeOf(context, node) {
    if (!measured.has(node.id)) {
      context.font = `${node.heavy ? 600 : 400} ${node.type}px ${sans}`;
      measured.set(node.id, Math.max(...node.lines.map((line) => context.measureText(line).width)));
    }
    return [measured.get(node.id), node.lines.length * node.type * 1.16];
  }

  /** Boxes in a grid, so that a new one is compared with its neighbours alone. */
  class Taken {
    constructor(cell = 80) { this.cell = cell; this.cells = new Map(); }
    * around(x0, y0, x1, y1) {
      const first = (v) => Math.floor(v / this.cell);
      for (let i = first(x0); i <= first(x1); i += 1) for (let j = first(y0); j <= first(y1); j += 1) yield i * 65536 + j;
    }
    add(...spot) { for (const key of this.around(...spot)) this.cells.has(key) ? this.cells.get(key).push(spot) : this.cells.set(key, [spot]); }
    free(...[x0, y0, x1, y1]) {
      for (const key of this.around(x0, y0, x1, y1))
        for (const [a, b, c, d] of this.cells.get(key) ?? []) if (x0 < c && x1 > a && y0 < d && y1 > b) return false;
      return true;
    }
  }

  let placed = { key: "", names: [] };

  /** Which names stand where at this scale: the best-tied first, none over another or over a dot. */
  function placeNames(context, scale) {
    const key = `${scale.toFixed(4)} ${lit.version ?? 0} ${hovered?.actor ?? ""} ${nodes.moved ?? 0} ${own}`;
    if (placed.key === key) return placed.names;
    const [{ x: midX, y: midY }, halfX, halfY] = [network.getViewPosition(), box.clientWidth / 2, box.clientHeight / 2];
    const inView = (x0, y0, x1, y1) => !own || (x0 > midX * scale - halfX && x1 < midX * scale + halfX && y0 > midY * scale - halfY && y1 < midY * scale + halfY);
    const first = (node) => (node.id === hovered?.actor ? 3 : 0) + (node.id === selected?.actor ? 2 : 0) + (lit.nodes.has(node.id) ? 1 : 0);
    const order = [...nodes].sort((a, b) => first(b) - first(a) || b.degree - a.degree);
    const names = new Taken();
    const marks = new Taken();
    for (const node of nodes) {
      const r = shownRadius(node) * scale * 0.9;
      marks.add(node.x * scale - r, node.y * scale - r, node.x * scale + r, node.y * scale + r);
    }
    const found = [];
    order.forEach((node, rank) => {
      if (selected && !lit.nodes.has(node.id) && node.id !== hovered?.actor) return;
      const [w, h] = sizeOf(context, node);
      const r = shownRadius(node) * scale + 4;
      const [x, y] = [node.x * scale, node.y * scale];
      const choices = [[x - w / 2, y + r], [x + r, y - h / 2], [x - r - w, y - h / 2], [x - w / 2, y - r - h]];
      const needed = first(node) > 1 || rank < 30 && node.heavy;
      for (const clear of needed ? [marks, undefined] : [marks]) {
        for (const [left, top] of choices) {
          const spot = [left - 2, top - 1, left + w + 2, top + h];
          if (!names.free(...spot) || !inView(...spot) || clear?.free(...spot) === false) continue;
          names.add(...spot);
          found.push({ node, x: left + w / 2, y: top, width: w, lines: node.lines });
          return;
        }
      }
      if (node.id === hovered?.actor) found.push({ node, x, y: choices[0][1], width: w, lines: node.lines });
    });
    placed = { key, names: found };
    return found;
  }

  function paintNames(context, scale) {
    context.save();
    context.scale(1 / scale, 1 / scale);
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    for (const { node, x, y, lines: told } of placeNames(context, scale).reverse()) {
      context.font = `${node.heavy ? 600 : 400} ${node.type}px ${sans}`;
      context.strokeStyle = colours.paper;
      context.fillStyle = colours.ink;
      context.lineWidth = 3.5;
      told.forEach((line, at) => {
        context.strokeText(line, x, y + at * node.type * 1.16);
        context.fillText(line, x, y + at * node.type * 1.16);
      });
    }
    placed.names.reverse();
    context.restore();
  }

  network.on("beforeDrawing", (context) => {
    scaleOf.now = network.getScale();
    paintLines(context, scaleOf.now);
    paintDots(context, scaleOf.now);
  });
  network.on("afterDrawing", (context) => paintNames(context, scaleOf.now));

  // -------------------------------------------------------------------------- under the pointer

  /** The line within a few pixels of a point of the canvas. */
  function lineAt(point) {
    const at = network.DOMtoCanvas(point);
    let best;
    let near = 6 / network.getScale();
    for (const edge of edges) {
      const a = byId.get(edge.from);
      const b = byId.get(edge.to);
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const along = Math.max(0, Math.min(1, ((at.x - a.x) * dx + (at.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
      const distance = Math.hypot(a.x + along * dx - at.x, a.y + along * dy - at.y);
      if (distance < near) [best, near] = [edge, distance];
    }
    return best;
  }
  const touched = (point) => {
    const actor = network.getNodeAt(point);
    return actor === undefined ? { pair: lineAt(point) } : { actor };
  };

  let pressed = false;
  box.addEventListener("pointermove", (event) => {
    if (pressed || event.pointerType === "touch") return;
    const place = box.getBoundingClientRect();
    const point = { x: event.clientX - place.left, y: event.clientY - place.top };
    const now = touched(point);
    const said = now.actor !== undefined
      ? `${byId.get(now.actor).label} · ${words.count(byId.get(now.actor).degree, "other")}`
      : now.pair ? `${byId.get(now.pair.from).label} – ${byId.get(now.pair.to).label} · ${words.count(now.pair.ties.length, "fact")}` : "";
    canvas.style.cursor = said ? "pointer" : "";
    tipped.hidden = !said;
    tipped.textContent = words.cut(said, 300);
    if (said) {
      tipped.style.left = `${Math.max(8, Math.min(point.x + 14, place.width - tipped.offsetWidth - 8))}px`;
      tipped.style.top = `${point.y + 18 + tipped.offsetHeight > place.height ? point.y - tipped.offsetHeight - 10 : point.y + 18}px`;
    }
    if (hovered?.actor !== now.actor) {
      hovered = now;
      network.redraw();
    }
  });
  box.addEventListener("pointerleave", () => { tipped.hidden = true; hovered = undefined; network.redraw(); });
  network.on("dragStart", () => { pressed = true; tipped.hidden = true; });
  network.on("dragging", ({ nodes: dragged }) => {
    for (const [id, { x, y }] of Object.entries(dragged.length ? network.getPositions(dragged) : {})) Object.assign(byId.get(id), { x, y });
    if (dragged.length) { nodes.moved = (nodes.moved ?? 0) + 1; groupLines(); }
  });
  network.on("dragEnd", () => { pressed = false; });
  network.on("click", ({ pointer }) => {
    const { actor, pair } = touched(pointer.DOM);
    select(actor !== undefined ? { actor } : pair && { pair });
    const covered = innerWidth <= 640 ? pointer.DOM.y > panel.offsetTop - 30 : pointer.DOM.x > panel.offsetLeft - 60;
    if (actor !== undefined && covered) fly([actor]);
  });

  // ------------------------------------------------------------------------------- selection

  const describe = panelOf(data, byId, (what, ids) => { select(what); if (ids) fly(ids); });

  /** Make an actor, a tie or a pair the one that is looked at; nothing clears it. */
  function select(what) {
    selected = what;
    lit = { nodes: new Set(), edges: new Set(), version: (lit.version ?? 0) + 1 };
    if (what?.pair) lit.edges.add(what.pair);
    else if (what) for (const edge of edges)
      if (what.actor !== undefined ? edge.from === what.actor || edge.to === what.actor : edge.ties.includes(what.tie)) lit.edges.add(edge);
    for (const edge of lit.edges) lit.nodes.add(edge.from).add(edge.to);
    if (what?.actor !== undefined) lit.nodes.add(what.actor);
    if (what?.tie !== undefined)
      for (const [id, actor] of Object.entries(data.actors)) if (actor.ties?.includes(what.tie)) lit.nodes.add(id);
    groupLines();
    panel.hidden = !what;
    panel.replaceChildren(...(what ? describe(what).filter((part) => part !== "") : []));
    panel.scrollTop = 0;
    if (what) panel.focus({ preventScroll: true });
    network.redraw();
  }

  // -------------------------------------------------------------------------------- the view

  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const moving = () => (still.matches ? false : { duration: 450, easingFunction: "easeInOutQuad" });
  /** The given dots, with room for their names, in a part of the canvas. */
  function frameOf(some, { right = 0, bottom = 0 } = {}) {
    const [left, top, east, south] = some.reduce(([a, b, c, d], { x, y, size }) =>
      [Math.min(a, x - size), Math.min(b, y - size), Math.max(c, x + size), Math.max(d, y + size)], [Infinity, Infinity, -Infinity, -Infinity]);
    const [room, height] = [box.clientWidth - right, box.clientHeight - bottom];
    const margin = [Math.min(78, room / 7), Math.min(44, height / 10)];
    const scale = Math.min((room - 2 * margin[0]) / (east - left), (height - 2 * margin[1]) / (south - top), 1.5);
    return { scale, position: { x: (left + east) / 2 + right / 2 / scale, y: (top + south) / 2 + bottom / 2 / scale } };
  }

  function whole(animation = false) {
    network.moveTo({ ...frameOf(nodes), animation });
    own = true;
  }

  /** Bring actors to the middle of what the panel leaves free. */
  function fly(ids) {
    const known = ids.filter((id) => byId.has(id));
    if (!known.length) return;
    own = false;
    const narrow = innerWidth <= 640;
    const covered = panel.hidden ? {} : narrow ? { bottom: panel.offsetHeight } : { right: panel.offsetWidth };
    const { scale, position } = frameOf(known.map((id) => byId.get(id)), covered);
    if (known.length > 1) network.moveTo({ scale, position, animation: moving() });
    else {
      const near = Math.max(network.getScale(), 0.9);
      const { x, y } = byId.get(known[0]);
      network.moveTo({ scale: near, position: { x: x + (covered.right ?? 0) / 2 / near, y: y + (covered.bottom ?? 0) / 2 / near }, animation: moving() });
    }
  }

  const zoom = (by) => { own = false; network.moveTo({ scale: network.getScale() * by, animation: moving() && { duration: 200 } }); };
  $("closer").addEventListener("click", () => zoom(1.35));
  $("farther").addEventListener("click", () => zoom(1 / 1.35));
  $("whole").addEventListener("click", () => whole(moving()));
  network.on("zoom", () => { own = false; });
  network.on("dragEnd", () => { own = false; });
  network.on("resize", () => { if (own) setTimeout(whole); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); drawLegend(); network.redraw(); });

  // -------------------------------------------------------------------------------- the search

  const wanted = $("search");
  const list = $("found");
  let hits = [];
  let chosen = -1;
  const ofTies = Object.entries(data.ties).filter(([, tie]) => tie.names).map(([id, tie]) =>
    ({ tie: id, name: tie.names[0][0], written: tie.names.map(([name]) => name), what: tie.kind ?? tie.label }));
  const everything = [
    ...nodes.map((node) => ({ actor: node.id, name: node.label, written: data.actors[node.id].names.map(([name]) => name), search: node.search, what: node.group })),
    ...ofTies,
  ];

  /** What bears a name, whole names and beginnings first, actors before ties. */
  function find(text) {
    const form = words.fold(text);
    const raw = text.trim().toLowerCase();
    if (!raw) return [];
    const fit = (entry) => {
      entry.search ||= `|${entry.written.map(words.fold).join("|")}|`;
      entry.raw ??= entry.written.join("\n").toLowerCase();
      if (form) for (const [at, needle] of [`|${form}|`, `|${form}`, ` ${form}`, form].entries()) if (entry.search.includes(needle)) return at;
      return entry.raw.includes(raw) || (entry.actor ?? entry.tie).toLowerCase() === raw ? 4 : 9;
    };
    return everything.map((entry) => ({ entry, at: fit(entry) + (entry.tie === undefined ? 0 : 0.5) }))
      .filter(({ at }) => at < 9).sort((a, b) => a.at - b.at).slice(0, 12).map(({ entry }) => entry);
  }

  function choose(at) {
    chosen = at;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
    list.children[at]?.scrollIntoView({ block: "nearest" });
    if (at >= 0) wanted.setAttribute("aria-activedescendant", `found-${at}`);
    else wanted.removeAttribute("aria-activedescendant");
  }

  function open(hit) {
    close();
    if (!hit) return;
    select(hit.tie === undefined ? { actor: hit.actor } : { tie: hit.tie });
    fly(hit.tie === undefined ? [hit.actor] : [...lit.nodes]);
  }
  function close() { list.hidden = true; wanted.setAttribute("aria-expanded", "false"); choose(-1); }

  wanted.addEventListener("input", () => {
    hits = find(wanted.value);
    const none = el("li", { class: "none" }, "Nobody and nothing on this map is called so.");
    list.replaceChildren(...(hits.length ? hits.map((hit, at) => {
      const item = el("li", { id: `found-${at}`, role: "option", "aria-selected": "false", click: () => open(hit) },
        el("bdi", {}, words.cut(hit.name, 160)), el("span", { class: "what" }, hit.what.replaceAll("-", " ")));
      item.addEventListener("mousedown", (event) => event.preventDefault());
      return item;
    }) : [none]));
    list.hidden = !wanted.value.trim();
    wanted.setAttribute("aria-expanded", String(!list.hidden));
    choose(hits.length ? 0 : -1);
  });
  wanted.addEventListener("keydown", (event) => {
    if (event.key === "Enter") open(hits[Math.max(0, chosen)]);
    else if (event.key === "Escape") close();
    else if (event.key === "ArrowDown" && hits.length) choose((chosen + 1) % hits.length);
    else if (event.key === "ArrowUp" && hits.length) choose((chosen + hits.length - 1) % hits.length);
    else return;
    event.preventDefault();
  });
  wanted.addEventListener("blur", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && selected && document.activeElement !== wanted) { select(); wanted.focus(); }
    if (event.key === "/" && document.activeElement !== wanted) { event.preventDefault(); wanted.focus(); }
  });

  groupLines();
  whole();
  window.elshi = { network, select, find, names: () => placed.names };
})();
