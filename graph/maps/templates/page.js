(() => {
  // graph/maps/templates/scripts/elements.js
  function el(tag, attributes = {}, ...children) {
    return filled(document.createElement(tag), attributes, children);
  }
  function drawn(tag, attributes = {}, ...children) {
    return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
  }
  function filled(made, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") made.addEventListener(name, value);
      else if (value !== void 0 && value !== "" && value !== false)
        made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children.flat(Infinity).filter((child) => child !== void 0 && child !== ""));
    return made;
  }

  // graph/maps/templates/scripts/light.js
  var SHAPE_ALONE = 11;
  var lightOf = (data2, state2) => {
    const colours = {};
    const probe = el("i", { hidden: true });
    document.body.append(probe);
    const theme = matchMedia("(prefers-color-scheme: dark)");
    function read() {
      const chosen = state2.now.theme;
      if (["light", "dark"].includes(chosen)) document.documentElement.dataset.theme = chosen;
      else delete document.documentElement.dataset.theme;
      for (const name of [
        "paper",
        "card",
        "ink",
        "soft",
        "line",
        "faint",
        "accent",
        "land",
        ...Array.from({ length: 12 }, (_, at) => `c${at}`)
      ]) {
        probe.style.color = `var(--${name})`;
        colours[name] = getComputedStyle(probe).color;
      }
    }
    read();
    const look = (group) => data2.looks[group] ?? ["circle", 11];
    const colour = (node) => colours[`c${node.colour ?? look(node.group)[1]}`];
    const ofLegend = (group, other) => colours[other ? `c${SHAPE_ALONE}` : `c${look(group)[1]}`];
    const isDark = () => state2.now.theme ? state2.now.theme === "dark" : theme.matches;
    return { colours, read, look, colour, ofLegend, isDark, theme };
  };
  var CORNERS = {
    diamond: [4, 1.2, 0],
    square: [4, 1.22, 45],
    pentagon: [5, 1.13, 0],
    hexagon: [6, 1.1, 0],
    triangle: [3, 1.35, 0],
    down: [3, 1.35, 180]
  };
  var ROUND = Array.from({ length: 24 }, (_, at) => [
    Math.sin(at * Math.PI / 12),
    -Math.cos(at * Math.PI / 12)
  ]);
  var UNIT = Object.fromEntries(
    Object.entries(CORNERS).map(([shape, [number, size, turn]]) => [
      shape,
      Array.from({ length: number }, (_, at) => {
        const angle = (turn + at * 360 / number) * Math.PI / 180;
        return [size * Math.sin(angle), -size * Math.cos(angle)];
      })
    ])
  );
  var ROUGH = ROUND.filter((_, at) => at % 3 === 0);
  function trace(path, shape, x, y, r, rough) {
    const corners = UNIT[shape] ?? (rough ? ROUGH : ROUND);
    path.moveTo(x + r * corners[0][0], y + r * corners[0][1]);
    for (let at = 1; at < corners.length; at += 1) path.lineTo(x + r * corners[at][0], y + r * corners[at][1]);
    path.closePath();
  }
  var outlined = (shape, x, y, r) => `M${(UNIT[shape] ?? ROUND).map((corner) => point(x + r * corner[0], y + r * corner[1])).join("L")}Z`;
  var point = (x, y) => `${x.toFixed(1)} ${y.toFixed(1)}`;

  // graph/maps/templates/scripts/model.js
  var CERTAIN = 1;
  var POSSIBLE = 2;
  var UNDATED = 3;
  var modelOf = (data2, state2) => {
    const { nodes, edges, ties, actors } = data2;
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const tieAt = new Map(ties.map((tie, at) => [tie.id, at]));
    const dated = ties.flatMap((tie) => tie.when ? tie.when.slice(0, 2) : []).filter((year) => year !== null && year < 9999);
    const [begin, end] = data2.period ?? [];
    const years = dated.length ? [begin ?? Math.min(...dated), end ?? Math.max(...dated)] : void 0;
    for (const node of nodes)
      Object.assign(node, {
        edges: [],
        facts: node.tie === void 0 ? actors[node.id].ties ?? [] : [tieAt.get(node.tie)]
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
      version: 0
    };
    function when(tie, from, to) {
      if (!tie.when) return UNDATED;
      const [first, last, begun, until] = tie.when;
      if (first !== null && first > to || last !== null && last < from) return 0;
      return begun !== null && until !== null && begun <= to && until >= from ? CERTAIN : POSSIBLE;
    }
    const other = (edge, node) => edge.a === node ? edge.b : edge.a;
    const sortOf = (tie) => tie.standing ? "standing" : tie.label;
    function tiesBetween(from, to, found) {
      const hidden = new Set(state2.now.hide);
      const { sure, source } = state2.now;
      const leftOut = (tie) => hidden.has(sortOf(tie)) || sure && tie.unsure || source && !(tie.cited ?? []).some(([cited]) => cited === source);
      const all = from === void 0 && to === void 0;
      ties.forEach((tie, at) => {
        found[at] = leftOut(tie) ? 0 : all ? tie.when ? CERTAIN : UNDATED : when(tie, from ?? -Infinity, to ?? Infinity);
      });
      return found;
    }
    function count(undated) {
      Object.assign(seen, {
        nodes: [],
        edges: [],
        certain: 0,
        possible: 0,
        undated: 0,
        hidden: 0,
        version: seen.version + 1
      });
      const kinds = { [CERTAIN]: "certain", [POSSIBLE]: "possible", [UNDATED]: undated ? "undated" : "hidden" };
      for (let at = 0; at < there.length; at += 1) {
        if (!there[at]) continue;
        seen[kinds[there[at]]] += 1;
        if (there[at] === UNDATED && !undated) there[at] = 0;
      }
    }
    function filter() {
      const { from, to, hide } = state2.now;
      tiesBetween(from, to, there);
      count(state2.now.undated ?? (from === void 0 && to === void 0));
      const whole = seen.certain + seen.possible + seen.undated === ties.length && !hide.length;
      const hidden = new Set(hide);
      for (const node of nodes) {
        node.shown = !hidden.has(node.group) && !hidden.has(`c${node.colour}`) && (whole || node.id === data2.ego || node.facts.some((at) => there[at]));
        node.degree = 0;
      }
      for (const edge of edges) look(edge);
      if (state2.now.least > 1) narrow();
      for (const node of nodes) if (node.shown) seen.nodes.push(node);
    }
    function narrow() {
      for (const node of nodes) node.shown &&= node.degree > 0 || node.id === data2.ego;
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
      const { sure, least } = state2.now;
      const facts = edge.ties.filter((at) => there[at] && !(sure && edge.doubt.has(at)));
      if (facts.length < Math.max(1, least ?? 1)) return;
      edge.shown = true;
      edge.now = {
        facts,
        value: facts.reduce((sum, at) => sum + (ties[at].share ?? 1), 0),
        dashed: facts.every((at) => edge.doubt.has(at)),
        conflict: facts.every((at) => ties[at].label === "Incident"),
        possible: facts.every((at) => there[at] === POSSIBLE)
      };
      edge.a.degree += 1;
      edge.b.degree += 1;
      seen.edges.push(edge);
    }
    const two = nodes.some((node) => node.tie !== void 0);
    function between(a, b) {
      const line = a.edges.find((edge) => edge.shown && other(edge, a) === b);
      if (line || !two) return line?.now.facts ?? [];
      const theirs = new Set(b.facts);
      return a.facts.filter((at) => there[at] && theirs.has(at));
    }
    function neighbours(node) {
      const near = /* @__PURE__ */ new Set();
      for (const edge of node.edges) {
        if (!edge.shown) continue;
        const beyond = other(edge, node);
        if (beyond.tie === void 0) near.add(beyond);
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
      tiesBetween
    };
  };

  // graph/maps/templates/scripts/compare.js
  var compareOf = (data2, model2, words2, state2, light2, panel2) => {
    const { say, number } = words2;
    function sides() {
      const { versus, at, and } = state2.now;
      if (versus.length === 2) return versus.map(read);
      const best = [...model2.seen.nodes].filter((node) => node.tie === void 0).sort((a, b) => b.degree - a.degree);
      const first = model2.byId.get(at) ?? best[0];
      const second = model2.byId.get(and) ?? best.find((node) => node !== first);
      return [first, second].filter(Boolean).map((node) => ({ actor: node }));
    }
    function read(text) {
      const years = /^(\d{1,4})-(\d{1,4})$/.exec(text);
      return years ? { from: Number(years[1]), to: Number(years[2]) } : { actor: model2.byId.get(text) ?? model2.seen.nodes[0] };
    }
    const written = (side) => side.actor ? side.actor.id : `${side.from}-${side.to}`;
    function draw(width) {
      const two = sides();
      if (two.length < 2) return [el("p", { class: "soft" }, say("empty.now"))];
      const periods = two[0].from !== void 0;
      const other = () => state2.set({ versus: periods ? [] : halves() });
      const change = (at, side) => state2.set({ versus: two.map((one, place) => written(place === at ? side : one)) });
      return [
        el(
          "p",
          {},
          model2.years ? el(
            "button",
            { type: "button", class: "plain", click: other },
            say(periods ? "compare.actors" : "compare.periods")
          ) : ""
        ),
        el(
          "div",
          { class: "sides" },
          two.map((side, at) => column(side, Math.min(560, width / 2 - 30), (next) => change(at, next)))
        )
      ];
    }
    function halves() {
      const [low, high] = model2.years;
      const middle = Math.floor((Math.max(low, high - 40) + high) / 2);
      return [`${Math.max(low, high - 40)}-${middle}`, `${middle + 1}-${high}`];
    }
    function column(side, width, change) {
      const there = side.actor ? model2.seen.ties : model2.tiesBetween(side.from, side.to, new Uint8Array(model2.ties.length));
      const facts = side.actor ? side.actor.facts.filter((at) => there[at]) : model2.ties.map((_, at) => at).filter((at) => there[at] === CERTAIN || there[at] === POSSIBLE);
      const set = new Set(facts);
      const lines = model2.edges.filter(
        (edge) => edge.ties.some((at) => set.has(at)) && (!side.actor || edge.a === side.actor || edge.b === side.actor)
      );
      const sure = facts.filter((at) => there[at] !== POSSIBLE).length;
      return el(
        "section",
        { class: "side" },
        chooser(side, change),
        picture(lines, side, Math.max(120, width)),
        el(
          "p",
          {},
          say("count.facts", { n: facts.length }),
          facts.length > sure ? ` (${say("count.possible", { n: facts.length - sure })})` : "",
          " · ",
          say("count.links", { n: lines.length })
        ),
        bars(facts),
        partners(set, side)
      );
    }
    function chooser(side, change) {
      if (side.from !== void 0) {
        const year = (key, label) => el("input", {
          type: "number",
          "aria-label": say(label),
          value: side[key],
          min: model2.years[0],
          max: model2.years[1],
          change: (event) => change({ ...side, [key]: Number(event.target.value) })
        });
        return el("p", { class: "choose" }, year("from", "time.from"), " – ", year("to", "time.to"));
      }
      const options = model2.seen.nodes.filter((node) => node.tie === void 0).sort((a, b) => a.label.localeCompare(b.label, words2.tag()));
      return el(
        "p",
        { class: "choose" },
        el(
          "select",
          {
            "aria-label": say("compare.actor"),
            change: (event) => change({ actor: model2.byId.get(event.target.value) })
          },
          options.map(
            (node) => el("option", { value: node.id, selected: node === side.actor }, words2.cut(node.label, 60))
          )
        )
      );
    }
    function picture(lines, side, width) {
      const xs = model2.nodes.map((node) => node.x);
      const ys = model2.nodes.map((node) => node.y);
      const [left, top, right, bottom] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
      const size = Math.max(right - left, 1.6 * (bottom - top), 1);
      const near = new Set(lines.flatMap((edge) => [edge.a, edge.b]));
      const ends = lines.slice(0, 4e3).map(({ a, b }) => `M${a.x} ${a.y}L${b.x} ${b.y}`).join("");
      return drawn(
        "svg",
        {
          viewBox: `${left - 20} ${top - 20} ${right - left + 40} ${bottom - top + 40}`,
          width,
          height: width / 1.6,
          "aria-hidden": "true",
          class: "small"
        },
        drawn("path", {
          d: ends,
          stroke: light2.colours.soft,
          "stroke-opacity": 0.5,
          "stroke-width": size / 900,
          fill: "none"
        }),
        [...near].map(
          (node) => drawn("path", {
            d: outlined("circle", node.x, node.y, Math.max(node.size, size / 160)),
            fill: node === side.actor ? light2.colours.accent : light2.colour(node)
          })
        )
      );
    }
    function bars(facts) {
      const tally = /* @__PURE__ */ new Map();
      for (const at of facts)
        tally.set(model2.sortOf(model2.ties[at]), (tally.get(model2.sortOf(model2.ties[at])) ?? 0) + 1);
      const most = Math.max(1, ...tally.values());
      return el(
        "table",
        { class: "bars" },
        el(
          "tbody",
          {},
          [...tally].sort((a, b) => b[1] - a[1]).map(
            ([sort, n]) => el(
              "tr",
              {},
              el("th", { scope: "row" }, words2.term("labels", sort)),
              el(
                "td",
                {},
                el("span", { class: "bar", style: `inline-size:${Math.max(1, 70 * n / most)}%` }),
                ` ${number(n)}`
              )
            )
          )
        )
      );
    }
    function partners(facts, side) {
      const tally = /* @__PURE__ */ new Map();
      for (const node of model2.nodes) {
        if (node.tie !== void 0 || node === side.actor) continue;
        const theirs = side.actor ? model2.between(side.actor, node) : node.facts;
        const n = theirs.filter((at) => facts.has(at)).length;
        if (n) tally.set(node, n);
      }
      const best = [...tally].sort((a, b) => b[1] - a[1]).slice(0, 8);
      return el(
        "p",
        {},
        best.flatMap(([node, n], at) => [
          at ? ", " : "",
          el(
            "button",
            { type: "button", class: "to", dir: "auto", click: () => panel2.look({ at: node.id }) },
            words2.cut(node.label, 60)
          ),
          ` ${number(n)}`
        ])
      );
    }
    return { draw };
  };

  // graph/maps/templates/scripts/scene.js
  var CROWD = 1e3;
  var WIDE = 120;
  var NUMBERED = 10;
  var MOST_PILLS = 120;
  var LARGE = 6;
  var ALONG = [
    0.5,
    0.46,
    0.54,
    0.42,
    0.58,
    0.38,
    0.62,
    0.34,
    0.66,
    0.3,
    0.7,
    0.26,
    0.74,
    0.22,
    0.78,
    0.18,
    0.82
  ];
  var DASHES = { dashed: [5, 4], dotted: [1.5, 3], derived: [1, 5], conflict: [9, 3, 2, 3], "": [] };
  var PALE = { dotted: 0.8, derived: 0.75, conflict: 1.6 };
  var COLOURED = { conflict: "c10" };
  var SHEAF = 100;
  var REST_COLOUR = 7;
  var sceneOf = (model2, light2, selection2, data2) => {
    const counts = { moved: 0 };
    const kept = {};
    const once = (what, key, make) => {
      if (kept[what]?.key !== key) kept[what] = { key, made: make() };
      return kept[what].made;
    };
    const version = () => `${model2.seen.version} ${selection2.lit.version} ${counts.moved}`;
    const radius = (node, scale) => Math.max(node.size, 2.2 / scale);
    const strongest = (most) => once(
      `strong${most}`,
      String(model2.seen.version),
      () => model2.seen.edges.filter((edge) => edge.now.facts.length > 1).sort((one, two) => two.now.facts.length - one.now.facts.length).slice(0, most)
    );
    function width(edge, wide) {
      if (wide && !wide.has(edge) && !selection2.lit.edges.has(edge)) return 0.5;
      return Math.round(Math.min(10, 0.3 + 0.8 * Math.sqrt(edge.now.facts.length)) * 2) / 2;
    }
    function dashOf({ derived, now }) {
      if (now.conflict) return "conflict";
      if (derived) return "derived";
      return now.dashed ? "dashed" : now.possible ? "dotted" : "";
    }
    const away = (node) => data2.nowhere && node.y >= data2.nowhere[1];
    const lines = () => once("lines", version(), () => {
      const groups = /* @__PURE__ */ new Map();
      const wide = model2.seen.edges.length > CROWD ? new Set(strongest(WIDE)) : void 0;
      for (const edge of model2.seen.edges) {
        const state2 = selection2.lit.edges.has(edge) ? "lit" : selection2.any() || away(edge.a) || away(edge.b) ? "faded" : "plain";
        const dash = dashOf(edge);
        const pixels = width(edge, wide);
        const key = `${state2} ${pixels} ${dash}`;
        if (!groups.has(key)) groups.set(key, { state: state2, width: pixels, dash, path: new Path2D(), ends: [] });
        const group = groups.get(key);
        group.path.moveTo(edge.a.x, edge.a.y);
        group.path.lineTo(edge.b.x, edge.b.y);
        group.ends.push(edge);
      }
      const order = { faded: 0, plain: 1, lit: 2 };
      return [...groups.values()].sort((one, two) => order[one.state] - order[two.state]);
    });
    const strength = (group) => {
      const crowd = Math.min(1, Math.max(0.3, Math.sqrt(500 / model2.seen.edges.length)));
      return { faded: 0.07, plain: 0.36 * crowd, lit: 0.85 }[group.state] * (PALE[group.dash] ?? 1);
    };
    const colour = (group) => group.state === "lit" ? light2.colours.accent : light2.colours[COLOURED[group.dash] ?? "ink"];
    const dots = (scale) => once("dots", `${scale} ${version()} ${light2.version}`, () => {
      const groups = /* @__PURE__ */ new Map();
      for (const node of model2.seen.nodes) {
        const bright = !selection2.any() || selection2.lit.nodes.has(node.id);
        const [shape, , hollow] = light2.look(node.group);
        const colour2 = light2.colour(node);
        const key = `${colour2} ${bright} ${hollow}`;
        if (!groups.has(key)) groups.set(key, { colour: colour2, bright, hollow, paths: [], shapes: [] });
        const group = groups.get(key);
        const r = radius(node, scale);
        if (group.shapes.length % SHEAF === 0) group.paths.push(new Path2D());
        trace(group.paths.at(-1), shape, node.x, node.y, r, r * scale < 4);
        group.shapes.push([shape, node, r]);
      }
      return [...groups.values()].sort((one, two) => one.bright - two.bright);
    });
    const areas = () => once("areas", version(), () => data2.areas ? gathered() : []);
    function gathered() {
      const [xs, ys] = [model2.nodes.map((node) => node.x), model2.nodes.map((node) => node.y)];
      const wide = Math.max(
        26,
        0.014 * Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys))
      );
      const members = /* @__PURE__ */ new Map();
      for (const node of model2.seen.nodes)
        if (node.colour !== void 0 && node.colour !== REST_COLOUR)
          members.has(node.colour) ? members.get(node.colour).push(node) : members.set(node.colour, [node]);
      return [...members].filter(([, found]) => found.length > 2).map(([colour2, found]) => {
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
        return { colour: light2.colours[`c${colour2}`], discs, tree, members: found, bands, wide };
      });
    }
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
    const bundles = (scale) => once("bundles", `${scale} ${version()}`, () => {
      const lit = [...selection2.lit.edges].filter((edge) => edge.shown && edge.now.facts.length > 1);
      const some = selection2.any() ? lit : strongest(NUMBERED);
      if (some.length > MOST_PILLS) return [];
      const found = [];
      for (const edge of some) {
        const pill = pillOf(edge, scale, found);
        if (pill) found.push(pill);
      }
      return found;
    });
    function pillOf({ a, b, now }, scale, others) {
      const text = String(now.facts.length);
      const [w, h] = [5 + 3.6 * text.length, 9];
      if (Math.hypot(a.x - b.x, a.y - b.y) * scale < 24) return void 0;
      const alone = (x, y) => others.every((one) => Math.abs(one.x - x) > w + one.w || Math.abs(one.y - y) > 2 * h);
      const covered = (x, y) => {
        let all = 0;
        for (const node of model2.seen.nodes) {
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
        const dots2 = covered(x, y);
        if (dots2 < (best?.dots ?? Infinity)) best = { x, y, w, h, text, dots: dots2 };
        if (!dots2) break;
      }
      return best;
    }
    return { lines, strength, colour, dots, areas, bundles, radius, version, counts };
  };

  // graph/maps/templates/scripts/figure.js
  var figureOf = (data2, model2, words2, state2, light2, selection2, scene2, labels2, stage2, filters2, heading2) => {
    const MARGIN = 24;
    const f = (value) => Number(value).toFixed(1);
    function figure2() {
      const scale = stage2.network.getScale();
      const [left, top, right, bottom] = stage2.frame(scale);
      const [w, h] = [right - left, bottom - top];
      const head = titles(w);
      const foot = legend(w, head.height + h + 16);
      const height = head.height + h + foot.height + 30;
      const view = drawn(
        "svg",
        { x: 0, y: head.height, width: w, height: h, viewBox: `${f(left)} ${f(top)} ${f(w)} ${f(h)}` },
        drawn("g", { transform: `scale(${scale})` }, land(), areas(), lines(scale), dots(scale)),
        bundles(scale),
        names(scale)
      );
      return drawn(
        "svg",
        {
          xmlns: "http://www.w3.org/2000/svg",
          viewBox: `0 0 ${f(w)} ${f(height)}`,
          width: f(w),
          height: f(height),
          "font-family": "'Noto Sans', 'DejaVu Sans', sans-serif",
          "font-size": 12,
          fill: light2.colours.ink
        },
        drawn("title", {}, heading2()),
        drawn("rect", { width: "100%", height: "100%", fill: light2.colours.paper }),
        head.part,
        view,
        foot.part
      );
    }
    const land = () => data2.land ? drawn("path", { d: data2.land, fill: light2.colours.land }) : "";
    const areas = () => scene2.areas().map(
      ({ colour, members, bands, wide: reach }) => drawn(
        "g",
        { opacity: selection2.any() ? 0.07 : 0.15, fill: colour, stroke: colour },
        drawn("path", {
          d: bands.map(([a, b]) => `M${f(a.x)} ${f(a.y)}L${f(b.x)} ${f(b.y)}`).join(""),
          "stroke-width": f(1.6 * reach),
          "stroke-linecap": "round"
        }),
        members.map(
          ({ x, y, size }) => drawn("circle", { cx: f(x), cy: f(y), r: f(size + reach), stroke: "none" })
        )
      )
    );
    const lines = (scale) => scene2.lines().map(
      (group) => drawn("path", {
        d: group.ends.map(({ a, b }) => `M${f(a.x)} ${f(a.y)}L${f(b.x)} ${f(b.y)}`).join(""),
        fill: "none",
        stroke: scene2.colour(group),
        "stroke-opacity": f(scene2.strength(group) * 10) / 10,
        "stroke-width": (group.width / scale).toFixed(3),
        "stroke-linecap": group.dash === "derived" ? "round" : void 0,
        "stroke-dasharray": DASHES[group.dash].map((length) => f(length / scale)).join(" ")
      })
    );
    const dots = (scale) => scene2.dots(scale).map(
      ({ colour, bright, hollow, shapes }) => drawn(
        "g",
        {
          fill: hollow ? light2.colours.paper : colour,
          "fill-opacity": bright ? 1 : 0.22,
          stroke: hollow ? colour : light2.colours.paper,
          "stroke-opacity": bright ? 1 : 0.22,
          "stroke-width": Math.min(2, 1.2 / scale).toFixed(3),
          "paint-order": "stroke"
        },
        sheaves(shapes).map(
          (some) => drawn("path", { d: some.map(([shape, node, r]) => outlined(shape, node.x, node.y, r)).join("") })
        )
      )
    );
    const sheaves = (shapes) => Array.from(
      { length: Math.ceil(shapes.length / SHEAF) },
      (_, at) => shapes.slice(at * SHEAF, (at + 1) * SHEAF)
    );
    const bundles = (scale) => scene2.bundles(scale).map(
      ({ x, y, w, h, text }) => drawn(
        "g",
        {},
        drawn("rect", {
          x: f(x - w),
          y: f(y - h),
          width: f(2 * w),
          height: 2 * h,
          rx: h,
          fill: light2.colours.paper,
          stroke: light2.colours.line
        }),
        drawn(
          "text",
          { x: f(x), y: f(y + 4), "text-anchor": "middle", "font-size": 11, "font-weight": 600 },
          text
        )
      )
    );
    const names = (scale) => labels2.at(scale).flatMap(({ node, x, y, lines: told, leader }) => [
      leader ? drawn("path", { d: `M${leader[0].map(f)}L${leader[1].map(f)}`, stroke: light2.colours.soft }) : "",
      ...told.map(
        (line, at) => drawn(
          "text",
          {
            x: f(x),
            y: f(y + at * node.type * 1.16 + node.type * 0.86),
            "text-anchor": "middle",
            "font-size": node.type,
            "font-weight": node.heavy ? 600 : 400,
            stroke: light2.colours.paper,
            "stroke-width": 3.5,
            "stroke-linejoin": "round",
            "paint-order": "stroke"
          },
          line
        )
      )
    ]);
    const wide = (text, size) => {
      labels2.pen.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
      return labels2.pen.measureText(text).width;
    };
    function broken(text, size, most) {
      const found = [""];
      for (const word of text.split(" ")) {
        const longer = found.at(-1) ? `${found.at(-1)} ${word}` : word;
        if (found.at(-1) && wide(longer, size) > most) found.push(word);
        else found[found.length - 1] = longer;
      }
      return found;
    }
    const paragraph = (text, size, top, most, more = {}) => broken(text, size, most).map(
      (line, at) => drawn("text", { x: MARGIN, y: top + size + at * size * 1.35, "font-size": size, ...more }, line)
    );
    function titles(w) {
      const title = paragraph(words2.cut(heading2(), 200), 22, 18, w - 2 * MARGIN, {
        "font-family": "'Noto Serif', 'DejaVu Serif', serif",
        "font-weight": 600
      });
      const counts = paragraph(filters2.counts(), 12, 24 + title.length * 29.7, w - 2 * MARGIN, {
        fill: light2.colours.soft
      });
      return { part: drawn("g", {}, title, counts), height: 36 + title.length * 29.7 + counts.length * 16.2 };
    }
    function filtered() {
      const { from, to, hide, at, and, sure, source, least } = state2.now;
      return [
        from !== void 0 || to !== void 0 ? words2.say("figure.years", { years: document.getElementById("range").textContent }) : "",
        hide.length ? words2.say("figure.without", { kinds: hide.map(filters2.named).join(", ") }) : "",
        sure ? words2.say("figure.sure") : "",
        source ? words2.say("figure.source", { name: data2.sources[source] ?? source }) : "",
        least > 1 ? words2.say("figure.least", { n: least }) : "",
        selection2.any() && at !== void 0 ? words2.say("figure.selected", {
          names: [at, and].filter((id) => model2.byId.has(id)).map((id) => model2.byId.get(id).label).join(" – ")
        }) : ""
      ].filter(Boolean).join(" · ");
    }
    function legend(w, top) {
      const { actors, ties, colours } = filters2.entries();
      const shown = actors.filter(([, n]) => n).map(([group, n]) => [
        light2.look(group)[0],
        light2.ofLegend(group, colours.length),
        light2.look(group)[2],
        `${words2.term("labels", group)} ${words2.number(n)}`
      ]);
      const two = ties.filter(([sort, n]) => n && model2.nodes.some((node) => node.tie !== void 0 && node.group === sort)).map(([sort, n]) => [
        light2.look(sort)[0],
        light2.ofLegend(sort, colours.length),
        true,
        `${words2.term("labels", sort)} ${words2.number(n)}`
      ]);
      const areasToo = colours.map(({ css, name, n }) => ["circle", css, false, `${name} ${words2.number(n)}`]);
      const marks = row([...shown, ...two, ...areasToo], w, top);
      const text = [
        filtered(),
        dashed(),
        data2.loose ? words2.say("figure.loose", data2.loose) : "",
        document.getElementById("made").textContent,
        data2.line
      ].filter(Boolean);
      let y = marks.bottom;
      const paragraphs = text.flatMap((one) => {
        const made = paragraph(one, 10.5, y, w - 2 * MARGIN, { fill: light2.colours.soft });
        y += made.length * 14.2 + 3;
        return made;
      });
      return { part: drawn("g", {}, marks.parts, paragraphs), height: y - top };
    }
    const dashed = () => [
      model2.seen.edges.some((edge) => edge.now.dashed) ? words2.say("figure.dashed") : "",
      model2.seen.edges.some((edge) => edge.now.possible) ? words2.say("figure.dotted") : "",
      model2.seen.edges.some((edge) => edge.derived) ? words2.say("figure.derived") : "",
      model2.seen.edges.some((edge) => edge.now.conflict) ? words2.say("figure.conflict") : ""
    ].filter(Boolean).join(" ");
    function row(entries, w, top) {
      let [x, y] = [MARGIN, top + 6];
      const parts = entries.flatMap(([shape, colour, hollow, text]) => {
        const room = wide(text, 12) + 40;
        if (x + room > w - MARGIN && x > MARGIN) [x, y] = [MARGIN, y + 20];
        const made = [
          drawn("path", {
            d: outlined(shape, x + 6, y, 5.4),
            fill: hollow ? "none" : colour,
            stroke: hollow ? colour : "none",
            "stroke-width": 1.8
          }),
          drawn("text", { x: x + 17, y: y + 4.2 }, text)
        ];
        x += room;
        return made;
      });
      return { parts, bottom: y + 14 };
    }
    return { figure: figure2 };
  };

  // graph/maps/templates/scripts/legend.js
  var TWICE = 450;
  var legendOf = (data2, model2, words2, state2, light2, scene2) => {
    const $2 = (id) => document.getElementById(id);
    const { say, number } = words2;
    const written = { look: "", numbers: /* @__PURE__ */ new Map() };
    function swatch(shape, colour, hollow) {
      const path = {
        d: outlined(shape, 7.5, 7.8, 5.6),
        fill: hollow ? "none" : colour,
        stroke: hollow ? colour : "none",
        "stroke-width": 2
      };
      return drawn("svg", { width: 15, height: 15, "aria-hidden": "true" }, drawn("path", path));
    }
    let pressed = { key: "", at: -Infinity };
    function press(event, key, others) {
      const twice = pressed.key === key && event.timeStamp - pressed.at < TWICE;
      pressed = { key, at: twice ? -Infinity : event.timeStamp };
      const rest = state2.now.hide.filter((one) => one !== key && !others.includes(one));
      const alone = others.every((one) => state2.now.hide.includes(one));
      if (twice || event.altKey) state2.set({ hide: alone ? rest : [...rest, ...others] });
      else if (state2.now.hide.includes(key)) state2.set({ hide: state2.now.hide.filter((one) => one !== key) });
      else state2.set({ hide: [...state2.now.hide, key] });
    }
    function chip(key, mark, text, n, all) {
      const on = !state2.now.hide.includes(key);
      const others = all.map(([one]) => one).filter((one) => one !== key);
      const toggle = (event) => press(event, key, others);
      return el(
        "li",
        {},
        el(
          "button",
          {
            type: "button",
            class: "chip",
            "aria-pressed": String(on),
            "data-key": key,
            title: say("legend.only"),
            click: toggle
          },
          mark,
          `${text} `,
          numbered(key, n)
        )
      );
    }
    function numbered(key, n) {
      const span = el("span", { class: "number" }, number(n));
      written.numbers.set(key, span);
      return span;
    }
    function tally(things, sort, shown) {
      const found = /* @__PURE__ */ new Map();
      for (const thing of things) {
        const [all, here] = found.get(sort(thing)) ?? [0, 0];
        found.set(sort(thing), [all + 1, here + (shown(thing) ? 1 : 0)]);
      }
      return [...found].sort((a, b) => b[1][0] - a[1][0] || (a[0] < b[0] ? -1 : 1)).map(([key, [, here]]) => [key, here]);
    }
    function entries() {
      const actors = tally(
        model2.nodes.filter((node) => node.tie === void 0),
        (node) => node.group,
        (node) => node.shown
      );
      const ties = tally(model2.ties, model2.sortOf, (tie) => model2.seen.ties[model2.tieAt.get(tie.id)]);
      const coloured = tally(
        model2.nodes.filter((node) => node.tie === void 0),
        (node) => `c${node.colour}`,
        (node) => node.shown
      );
      const shown = Object.fromEntries(coloured);
      const colours = (data2.colours ?? []).map(({ colour, names, key }) => ({
        key: `c${colour}`,
        css: light2.colours[`c${colour}`],
        name: key ? words2.term(...key) : names[words2.tag()] ?? names.en,
        n: shown[`c${colour}`] ?? 0
      }));
      return { actors, ties, colours };
    }
    const named = (key) => entries().colours.find((one) => one.key === key)?.name ?? words2.term("labels", key);
    const stroke = (dash) => {
      const group = { dash, state: "plain" };
      const look = {
        d: "M2 6H25",
        stroke: scene2.colour(group),
        "stroke-width": 1.6,
        "stroke-dasharray": DASHES[dash].join(" "),
        "stroke-linecap": dash === "derived" ? "round" : void 0
      };
      return drawn("svg", { width: 27, height: 12, "aria-hidden": "true" }, drawn("path", look));
    };
    function follow2() {
      const found = entries();
      const look = [
        words2.tag(),
        state2.now.hide,
        light2.version,
        state2.now.from !== void 0,
        state2.now.show
      ].join(" ");
      if (written.look === look) {
        for (const [key, n] of [
          ...found.actors,
          ...found.ties,
          ...found.colours.map((one) => [one.key, one.n])
        ])
          written.numbers.get(key).textContent = number(n);
        return;
      }
      written.look = look;
      writeLegend(found);
    }
    function writeLegend({ actors, ties, colours }) {
      const active = document.activeElement?.dataset?.key;
      const plain = (group) => light2.ofLegend(group, colours.length);
      $2("actors").replaceChildren(
        ...actors.map(
          ([group, n]) => chip(
            group,
            swatch(light2.look(group)[0], plain(group), light2.look(group)[2]),
            words2.term("labels", group),
            n,
            actors
          )
        )
      );
      const timeline = state2.now.show === "timeline";
      const swatchOf = (sort) => {
        if (timeline) return swatch("square", light2.ofLegend(sort));
        return inTwo.has(sort) ? swatch(light2.look(sort)[0], plain(sort), true) : "";
      };
      const inTwo = new Set(model2.nodes.map((node) => node.tie === void 0 ? "" : node.group));
      $2("ties").replaceChildren(
        ...ties.map(([sort, n]) => chip(sort, swatchOf(sort), words2.term("labels", sort), n, ties))
      );
      $2("colours").replaceChildren(
        ...colours.map(
          ({ key, css, name, n }) => chip(
            key,
            swatch("circle", css),
            name,
            n,
            colours.map((one) => [one.key])
          )
        )
      );
      const strokes = [
        ["dashed", "unsure", model2.edges.some((edge) => edge.doubt.size)],
        ["dotted", "time.possibly", state2.now.from !== void 0],
        ["derived", "stroke.derived", model2.edges.some((edge) => edge.derived)],
        ["conflict", "stroke.conflict", model2.ties.some((tie) => tie.label === "Incident")]
      ];
      $2("strokes").replaceChildren(
        ...strokes.filter(([, , there]) => there).map(([dash, key]) => el("li", { class: "entry" }, stroke(dash), say(key))),
        data2.loose ? el("li", { class: "entry" }, say("areas.loose", data2.loose)) : ""
      );
      if (active) document.querySelector(`[data-key="${CSS.escape(active)}"]`)?.focus();
    }
    return { follow: follow2, entries, named };
  };

  // graph/maps/templates/scripts/filters.js
  var NONE = {
    from: void 0,
    to: void 0,
    undated: void 0,
    hide: [],
    sure: void 0,
    source: "",
    least: void 0
  };
  var filtersOf = (data2, model2, words2, state2, light2, scene2) => {
    const $2 = (id) => document.getElementById(id);
    const { say } = words2;
    const legend = legendOf(data2, model2, words2, state2, light2, scene2);
    const [low, high] = [$2("from"), $2("to")];
    const [first, last] = model2.years ?? [0, 0];
    let playing;
    const range = () => [state2.now.from ?? first, state2.now.to ?? last];
    const asChange = (from, to) => ({
      from: from <= first && to >= last ? void 0 : from,
      to: from <= first && to >= last ? void 0 : to
    });
    function histogram() {
      const [w, h] = [last - first + 1, 26];
      const sure = new Array(w).fill(0);
      for (const { when } of model2.ties) {
        if (!when || when[0] === null || when[1] === null || when[0] > last || when[1] < first) continue;
        const spread = when[2] > when[3] ? when[1] - when[0] + 1 : 1;
        for (let year = when[0]; year < when[0] + spread; year += 1)
          if (year >= first && year <= last) sure[year - first] += 1 / spread;
      }
      const most = Math.max(1, ...sure);
      const columns = sure.map(
        (n, at) => n && drawn("rect", {
          x: at + 0.1,
          y: h - Math.max(1, h * Math.sqrt(n / most)),
          width: 0.8,
          height: h,
          "data-year": first + at
        })
      ).filter(Boolean);
      $2("years").replaceChildren(
        drawn("svg", { viewBox: `0 0 ${w} ${h}`, preserveAspectRatio: "none", "aria-hidden": "true" }, columns)
      );
    }
    function showRange() {
      const [from, to] = range();
      [low.value, high.value] = [from, to];
      $2("range").textContent = from === to ? String(from) : `${from} – ${to}`;
      for (const rect of $2("years").querySelectorAll("rect"))
        rect.classList.toggle("out", rect.dataset.year < from || rect.dataset.year > to);
      const span = Math.max(1, last - first);
      $2("track").style.setProperty("--from", `${100 * (from - first) / span}%`);
      $2("track").style.setProperty("--to", `${100 * (to - first) / span}%`);
      low.setAttribute("aria-valuetext", String(from));
      high.setAttribute("aria-valuetext", String(to));
    }
    function slide(passing) {
      const [a, b] = [Number(low.value), Number(high.value)];
      state2.set(asChange(Math.min(a, b), Math.max(a, b)), { passing });
    }
    function play() {
      if (playing) {
        stop();
        return;
      }
      const [from, to] = range();
      const wide = to - from >= last - first ? Math.min(4, last - first) : to - from;
      let at = to >= last ? first : from;
      const step = () => {
        state2.set({ from: at, to: Math.min(last, at + wide) }, { passing: true });
        if (at + wide >= last) stop();
        at += 1;
      };
      playing = setInterval(step, 700);
      $2("play").setAttribute("aria-pressed", "true");
      step();
    }
    function stop() {
      clearInterval(playing);
      if (playing) state2.settle();
      playing = void 0;
      $2("play").setAttribute("aria-pressed", "false");
    }
    if (model2.years) {
      for (const slider of [low, high]) {
        Object.assign(slider, { min: first, max: last });
        slider.addEventListener("input", () => {
          stop();
          slide(true);
        });
        slider.addEventListener("change", () => slide(false));
      }
      $2("play").addEventListener("click", play);
      histogram();
    } else $2("time").hidden = true;
    const filtered = () => Object.keys(NONE).some((key) => String(state2.now[key]) !== String(NONE[key]));
    for (const button of document.querySelectorAll("[data-reset]"))
      button.addEventListener("click", () => state2.set(NONE));
    $2("sure").addEventListener("change", (event) => state2.set({ sure: event.target.checked || void 0 }));
    $2("source").append(
      ...Object.entries(data2.sources).map(([id, name]) => el("option", { value: id }, words2.cut(name, 70)))
    );
    $2("source").closest("label").hidden = Object.keys(data2.sources).length < 2;
    $2("source").addEventListener("change", (event) => state2.set({ source: event.target.value }));
    $2("least").addEventListener("change", (event) => {
      const n = Number(event.target.value);
      state2.set({ least: n > 1 ? Math.round(n) : void 0 });
    });
    $2("undated").addEventListener("change", (event) => state2.set({ undated: event.target.checked }));
    function counts() {
      const { seen } = model2;
      const timed = state2.now.from !== void 0 || state2.now.to !== void 0;
      const told = [
        say("count.actors", { n: seen.nodes.filter((node) => node.tie === void 0).length }),
        say("count.links", { n: seen.edges.length })
      ];
      if (timed)
        told.push(say("count.certain", { n: seen.certain }), say("count.possible", { n: seen.possible }));
      else told.push(say("count.facts", { n: seen.certain + seen.possible + seen.undated }));
      if (seen.undated && timed) told.push(say("count.undated", { n: seen.undated }));
      if (seen.hidden) told.push(say("count.hidden", { n: seen.hidden }));
      return told.join(" · ");
    }
    function follow2() {
      if (model2.years) showRange();
      const { seen } = model2;
      $2("undated").checked = state2.now.undated ?? (state2.now.from === void 0 && state2.now.to === void 0);
      $2("undated").closest("label").hidden = !model2.ties.some((tie) => !tie.when);
      $2("undated-label").textContent = say("time.undated", { n: seen.undated + seen.hidden });
      $2("counts").textContent = counts();
      $2("sure").checked = Boolean(state2.now.sure);
      $2("source").value = state2.now.source;
      $2("least").value = state2.now.least ?? 1;
      for (const button of document.querySelectorAll("[data-reset]")) button.hidden = !filtered();
      $2("filter").classList.toggle(
        "on",
        ["sure", "source", "least"].some((key) => state2.now[key])
      );
      legend.follow();
    }
    return { follow: follow2, counts, filtered, named: legend.named, entries: legend.entries, range, stop };
  };

  // graph/maps/templates/scripts/fold.js
  var { fold, slug } = (() => {
    const table = (text) => Object.assign(
      /* @__PURE__ */ Object.create(null),
      Object.fromEntries(text.split(" ").map((pair) => [pair[0], pair.slice(1)]))
    );
    const LETTERS = table(
      "wv qk ßss æae çch ðd øo þth čch đd ħh ıi ĳij ĸq ŀl łl ŉn ŋng œoe şsh šsh ŧt žj ſs ǝa șsh əa αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr ςs σs τt υy φf χch ψps ωo аa бb вv гg дd еe жj зz иi кk лl мm нn оo пp рr сs тt уu фf хh цts чch шsh щsh ъ ыi ь эe юyu яya ђd єe ѕs іi јj љlj њnj ћc џdzh ѡo ѣe ѥie ѧe ѩie ѫo ѭio ѯks ѱps ѳf ѵy ѹu ѻo ѽo ѿot ҁq ҋjh ҍ ҏrh ґg ғg ҕgh җj ҙz қk ҝg ҟq ҡk ңn ҥng ҧph ҩw ҫs ҭth үu ұu ҳh ҵts ҷj ҹc һh ҽch ҿch ӄq ӆlh ӈn ӊn ӌdzh ӎmh ӏh ӕae әa ӡdz өo ӷgh ӻxh ӽx ӿh"
    );
    const SLUGS = table(
      "№no ßss æae ðd øo þth đd ħh ıi ĳij ĸq ŀl łl ŉn ŋng œoe ŧt ſs ǝe əe αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr ςs σs τt υy φf χch ψps ωo аa бb вv гg дd еe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya ђdj єie ѕdz іi јj љlj њnj ћc џdzh ѡo ѣe ѥie ѧe ѩie ѫo ѭio ѯks ѱps ѳf ѵy ѹu ѻo ѽo ѿot ҁq ҋjh ҍ ҏrh ґg ғgh ҕgh җj ҙz қq ҝg ҟq ҡq ңng ҥng ҧph ҩw ҫs ҭth үu ұu ҳh ҵts ҷj ҹc һh ҽch ҿch ӂgi ӄq ӆlh ӈng ӊnh ӌdzh ӎmh ӏh ӕae әa ӛe ӝdzh ӟj ӡdz өo ӫy ӭa ӵtsh ӷgh ӻxh ӽx ӿh"
    );
    const MET = { zh: "j", dzh: "j", dj: "j", kh: "h", gh: "g", shch: "sh", x: "ks", w: "v", q: "k" };
    const TWINS = table("aа cс eе oо pр xх yу iі hһ kк");
    const APART = "'`´ʹʺʻʼˈ‘’′";
    const ROMAN = /^(?=[ivxlcdm])m{0,3}(c[md]|d?c{0,3})(x[cl]|l?x{0,3})(i[xv]|v?i{0,3})$/;
    const letters = /* @__PURE__ */ Object.create(null);
    const words2 = /* @__PURE__ */ Object.create(null);
    const bare = (letter) => letter.normalize("NFD")[0];
    const silent = (letter) => APART.includes(letter) || /[\u0300-\u036f]/.test(letter);
    function folded(letter) {
      if (silent(letter)) return "";
      return LETTERS[letter] ?? LETTERS[bare(letter)] ?? (/[a-z0-9]/.test(bare(letter)) ? bare(letter) : " ");
    }
    function level(word) {
      for (let before = ""; before !== word && !ROMAN.test(word); ) {
        before = word;
        word = word.replace(/^x/, "h").replace(/d?zh|dj|kh|gh|shch|y|w|q|ii+|x/g, (part) => MET[part] ?? "i");
      }
      return word;
    }
    const mixed = (word) => /[a-z]/.test(word) && /[а-ӿ]/.test(word);
    function fold2(text) {
      const small = text.normalize("NFC").replaceAll("İ", "i").toLowerCase().replaceAll("дж", "j");
      const mended = small.replace(/[a-zа-ӿ]+/g, (word) => mixed(word) ? word.replace(/[a-z]/g, (letter) => TWINS[letter] ?? letter) : word);
      let found = "";
      for (const letter of mended) found += letters[letter] ??= folded(letter);
      return found.split(/[^a-z0-9]+/).filter(Boolean).map((word) => words2[word] ??= level(word)).join(" ");
    }
    function slug2(text, longest = 80) {
      let latin = "";
      for (const letter of text.normalize("NFC").replaceAll("İ", "i").toLowerCase()) {
        latin += silent(letter) ? "" : SLUGS[letter] ?? SLUGS[bare(letter)] ?? bare(letter);
      }
      return (latin.match(/[a-z0-9]+/g) ?? []).join("-").slice(0, longest).replace(/-+$/, "");
    }
    return { fold: fold2, slug: slug2 };
  })();

  // graph/maps/templates/scripts/flight.js
  var flightOf = (box2, model2, stage2, panel2) => {
    const { network: network2 } = stage2;
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    const moving = (duration = 450) => still.matches ? false : { duration, easingFunction: "easeInOutQuad" };
    const narrow = () => innerWidth <= 640;
    function frameOf(some, { right = 0, bottom = 0 } = {}) {
      const [left, top, east, south] = some.reduce(
        ([a, b, c, d], { x, y, size }) => [
          Math.min(a, x - size),
          Math.min(b, y - size),
          Math.max(c, x + size),
          Math.max(d, y + size)
        ],
        [Infinity, Infinity, -Infinity, -Infinity]
      );
      const [room, height] = [box2.clientWidth - right, box2.clientHeight - bottom];
      const margin = [Math.min(78, room / 7), Math.min(44, height / 10)];
      const scale = Math.min(
        (room - 2 * margin[0]) / (east - left),
        (height - 2 * margin[1]) / (south - top),
        1.5
      );
      return {
        scale,
        position: { x: (left + east) / 2 + right / 2 / scale, y: (top + south) / 2 + bottom / 2 / scale }
      };
    }
    function whole(animated) {
      if (!box2.clientWidth) return;
      const some = model2.seen.nodes.length ? model2.seen.nodes : model2.nodes;
      stage2.own = true;
      network2.moveTo({ ...frameOf(some), animation: animated && moving() });
      stage2.repaint();
    }
    const covered = () => panel2.hidden ? {} : narrow() ? { bottom: panel2.offsetHeight } : { right: panel2.offsetWidth };
    function fly(ids) {
      const known = ids.map((id) => model2.byId.get(id)).filter((node) => node?.shown);
      if (!known.length) return;
      stage2.own = false;
      if (known.length > 1) {
        network2.moveTo({ ...frameOf(known, covered()), animation: moving() });
        return;
      }
      const near = Math.max(network2.getScale(), 0.9);
      const { right = 0, bottom = 0 } = covered();
      network2.moveTo({
        scale: near,
        position: { x: known[0].x + right / 2 / near, y: known[0].y + bottom / 2 / near },
        animation: moving()
      });
    }
    const under = (point2) => !panel2.hidden && (narrow() ? point2.y > panel2.offsetTop - 30 : point2.x > panel2.offsetLeft - 60);
    function uncover(ids, otherwise) {
      const points = ids.filter((id) => model2.byId.get(id).shown).map((id) => network2.canvasToDOM(model2.byId.get(id)));
      const inView = ({ x, y }) => x > 0 && y > 0 && x < box2.clientWidth && y < box2.clientHeight;
      if (points.length > 1 && points.every(inView) && points.some(under)) fly(ids);
      else if (otherwise.length) fly(otherwise);
    }
    function zoom(by) {
      stage2.own = false;
      network2.moveTo({ scale: network2.getScale() * by, animation: moving(200) });
    }
    function move(dx, dy) {
      stage2.own = false;
      const { x, y } = network2.getViewPosition();
      network2.moveTo({ position: { x: x + dx / network2.getScale(), y: y + dy / network2.getScale() } });
    }
    const taken = () => {
      stage2.own = false;
      stage2.settle();
    };
    network2.on("zoom", taken);
    network2.on("dragEnd", taken);
    network2.on("resize", () => {
      if (stage2.own) setTimeout(() => whole(false));
    });
    return { whole, fly, uncover, zoom, move, under };
  };

  // graph/maps/templates/scripts/keys.js
  var keysOf = (box2, model2, state2, stage2, flight2, search2, menu) => {
    const STEP = 60;
    const typing = () => document.activeElement?.matches("input, select, textarea");
    function walk(by) {
      const order = [...model2.seen.nodes].sort((a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1));
      if (!order.length) return;
      const here = order.findIndex(
        (node) => node.tie === void 0 ? node.id === state2.now.at : node.tie === state2.now.tie
      );
      const next = order[(here + by + order.length + (here < 0 && by < 0 ? 1 : 0)) % order.length];
      state2.set({ at: next.tie === void 0 ? next.id : void 0, and: void 0, tie: next.tie });
      flight2.fly([next.id]);
    }
    const MAP = {
      ArrowLeft: () => flight2.move(-STEP, 0),
      ArrowRight: () => flight2.move(STEP, 0),
      ArrowUp: () => flight2.move(0, -STEP),
      ArrowDown: () => flight2.move(0, STEP),
      "+": () => flight2.zoom(1.35),
      "=": () => flight2.zoom(1.35),
      "-": () => flight2.zoom(1 / 1.35),
      0: () => flight2.whole(true)
    };
    const ANYWHERE = { "/": search2.focus, n: () => walk(1), p: () => walk(-1) };
    function escape() {
      if (menu.open) {
        menu.open = false;
        return;
      }
      const { at, tie, show } = state2.now;
      if (at !== void 0 || tie !== void 0) {
        state2.set({ at: void 0, and: void 0, tie: void 0 });
        search2.focus();
      } else if (show) state2.set({ show: "" });
    }
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") {
        escape();
        return;
      }
      if (typing()) return;
      const done = ANYWHERE[event.key] ?? (box2.contains(document.activeElement) ? MAP[event.key] : void 0);
      if (!done) return;
      event.preventDefault();
      done();
    });
  };

  // graph/maps/templates/scripts/labels.js
  var Taken = class {
    constructor(cell = 80) {
      this.cell = cell;
      this.cells = /* @__PURE__ */ new Map();
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
  };
  var LEAST = 12;
  var HEAVY = 16;
  var LARGE2 = 24;
  var FARTHER = [14, 26, 40, 58, 80];
  var labelsOf = (data2, model2, words2, selection2, scene2, stage2) => {
    const sans = getComputedStyle(document.body).fontFamily;
    const measured = /* @__PURE__ */ new Map();
    const pen = document.createElement("canvas").getContext("2d");
    const font = (node) => `${node.heavy ? 600 : 400} ${node.type}px ${sans}`;
    let placed = { key: "", names: [], nodes: /* @__PURE__ */ new Set() };
    function broken(name2) {
      const plain = name2.replace(/\s+/g, " ").trim();
      const text = words2.cut(plain.length > 30 ? plain.replace(/(\S)\s*\([^()]*\)$/, "$1") : plain, 52);
      if (text.length <= 24) return [text];
      const middle = text.length / 2;
      let best = -1;
      for (let at2 = text.indexOf(" "); at2 > 0; at2 = text.indexOf(" ", at2 + 1))
        if (best < 0 || Math.abs(at2 - middle) < Math.abs(best - middle)) best = at2;
      return best < 0 ? [words2.cut(text, 30)] : [text.slice(0, best), text.slice(best + 1)];
    }
    function told(node) {
      const tie = node.tie !== void 0 && model2.ties[model2.tieAt.get(node.tie)];
      const { SIGNED, ...others } = tie && tie.roles || {};
      const named = (SIGNED ?? Object.values(others).flat()).flat();
      const parties = [...new Set(named)].filter((id) => model2.actors[id]);
      if (!tie || tie.label !== "Treaty" || !parties.length) return void 0;
      const year = /^\d{4}/.exec(tie.date ?? "")?.[0];
      const about = words2.term(...tie.fields ? ["field", tie.fields[0]] : ["kind", tie.kind ?? "treaty"]);
      const shown = parties.slice(0, 3).map(acronym).join("–");
      return [
        [year, about].filter(Boolean).join(" "),
        parties.length > 3 ? `${shown} +${parties.length - 3}` : shown
      ];
    }
    function acronym(id) {
      if (/^[A-Z]{2}$/.test(id)) return id;
      const written = model2.actors[id].names;
      const short = written.map(([name2]) => name2).find((name2) => /^\p{Lu}{2,9}$/u.test(name2));
      return short ?? words2.cut(words2.name(written), 18);
    }
    function name() {
      measured.clear();
      const sizes = model2.nodes.map((node) => node.size).sort((a, b) => b - a);
      const [largest, heavy] = [Math.max(1, sizes[0]), sizes[Math.min(HEAVY, sizes.length) - 1]];
      for (const node of model2.nodes) {
        node.label = words2.name(
          node.tie === void 0 ? model2.actors[node.id].names : model2.ties[model2.tieAt.get(node.tie)].names
        );
        node.lines = told(node) ?? broken(node.label);
        node.type = Math.round(11 + 6 * Math.max(0, (node.size - 6) / Math.max(6, largest - 6)));
        node.heavy = node.type > 13 && node.tie === void 0 && node.size >= heavy;
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
    function at(scale) {
      const key = `${scale.toFixed(4)} ${scene2.version()} ${stage2.own}`;
      if (placed.key !== key) {
        const names = place(scale);
        placed = { key, names, nodes: new Set(names.map(({ node }) => node)) };
      }
      return placed.names;
    }
    const stands = (node) => placed.nodes.has(node);
    function place(scale) {
      const first = (node) => (selection2.isChosen(node.id) ? 2 : 0) + (selection2.lit.nodes.has(node.id) ? 1 : 0);
      const wanted = model2.seen.nodes.filter((node) => !selection2.any() || selection2.lit.nodes.has(node.id));
      const order = wanted.sort(
        (one, two) => first(two) - first(one) || two.size - one.size || two.degree - one.degree
      );
      const taken = {
        names: new Taken(),
        marks: marked(scale),
        inView: stage2.own ? stage2.frame(scale) : void 0
      };
      const found = data2.nowhere ? [nowhere(scale)] : [];
      for (const { x, y, w, h } of scene2.bundles(scale)) taken.names.add(x - w, y - h, x + w, y + h);
      for (const { x, y, width } of found) taken.names.add(x - width / 2, y, x + width / 2, y + 14);
      order.forEach((node, rank) => {
        const needed = first(node) > 1 || rank < 6 && node.heavy;
        const large = rank < LARGE2 && node.tie === void 0 && node.type > 11;
        const spot = spotFor(node, scale, taken, needed, large);
        if (spot) found.push(spot);
      });
      return found;
    }
    function nowhere(scale) {
      const line = `${words2.say("geo.nowhere")}:`;
      pen.font = `italic 12px ${sans}`;
      const width = pen.measureText(line).width;
      return {
        node: { type: 12, heavy: false, label: line },
        x: data2.nowhere[0] * scale + width / 2,
        y: data2.nowhere[1] * scale - 34,
        width,
        lines: [line]
      };
    }
    function marked(scale) {
      const marks = new Taken(24);
      for (const node of model2.seen.nodes) {
        const r = scene2.radius(node, scale) * scale * 0.9;
        marks.add(node.x * scale - r, node.y * scale - r, node.x * scale + r, node.y * scale + r);
      }
      return marks;
    }
    function spotFor(node, scale, { names, marks, inView }, needed, large) {
      const r = scene2.radius(node, scale) * scale + 4;
      const [x, y] = [node.x * scale, node.y * scale];
      if (!needed && !large && !choicesOf(x, y, r, LEAST, node.type).some(
        ([left, top]) => marks.free(left, top, left + LEAST, top + node.type)
      ))
        return void 0;
      const [w, h] = sizeOf(node);
      for (const clear of needed ? [marks, void 0] : [marks])
        for (const [left, top] of choicesOf(x, y, r, w, h)) {
          const spot = [left - 2, top - 1, left + w + 2, top + h];
          if (!names.free(...spot) || clear?.free(...spot) === false) continue;
          if (!within(spot, inView)) continue;
          names.add(...spot);
          return { node, x: left + w / 2, y: top, width: w, lines: node.lines };
        }
      return large ? aside(node, scale, { names, marks, inView }) : void 0;
    }
    function aside(node, scale, { names, marks, inView }) {
      const [w, h] = sizeOf(node);
      const [x, y, r] = [node.x * scale, node.y * scale, scene2.radius(node, scale) * scale];
      for (const far of FARTHER)
        for (let turn = 0; turn < 16; turn += 1) {
          const [dx, dy] = [Math.cos(turn * Math.PI / 8), Math.sin(turn * Math.PI / 8)];
          const side = (along, size) => along > 0.3 ? 0 : along < -0.3 ? size : size / 2;
          const end = [x + dx * (r + far), y + dy * (r + far)];
          const [left, top] = [end[0] - side(dx, w), end[1] - side(dy, h)];
          const spot = [left - 2, top - 1, left + w + 2, top + h];
          if (!names.free(...spot) || !marks.free(...spot) || !within(spot, inView)) continue;
          names.add(...spot);
          const leader = [[x + dx * r, y + dy * r], end];
          return { node, x: left + w / 2, y: top, width: w, lines: node.lines, leader };
        }
      return void 0;
    }
    const within = (spot, view) => !view || spot[0] >= view[0] && spot[1] >= view[1] && spot[2] <= view[2] && spot[3] <= view[3];
    const choicesOf = (x, y, r, w, h) => [
      [x - w / 2, y + r],
      [x + r, y - h / 2],
      [x - r - w, y - h / 2],
      [x - w / 2, y - r - h]
    ];
    function alone(node, scale) {
      const [w] = sizeOf(node);
      return {
        node,
        x: node.x * scale,
        y: node.y * scale + scene2.radius(node, scale) * scale + 4,
        width: w,
        lines: node.lines
      };
    }
    return { name, at, stands, alone, font, broken, pen };
  };

  // graph/maps/templates/scripts/matrix.js
  var MOST_IN_MATRIX = 24;
  var matrixOf = (model2, words2, state2, selection2, panel2) => {
    function actors(width) {
      const most = Math.max(6, Math.min(MOST_IN_MATRIX, Math.floor((width - 190) / 26)));
      const everyone = model2.seen.nodes.filter((node) => node.tie === void 0);
      const lit = everyone.filter((node) => selection2.lit.nodes.has(node.id));
      const pool = selection2.any() && lit.length > 1 ? lit : everyone;
      return [...pool].sort(
        (a, b) => Number(selection2.isChosen(b.id)) - Number(selection2.isChosen(a.id)) || b.degree - a.degree
      ).slice(0, most);
    }
    function draw(width) {
      const chosen = actors(width);
      if (!chosen.length) return [el("p", { class: "soft" }, words2.say("empty.now"))];
      const largest = Math.max(
        1,
        ...chosen.flatMap((a) => chosen.map((b) => a === b ? 0 : model2.between(a, b).length))
      );
      const head = el(
        "tr",
        {},
        el("td"),
        chosen.map(
          (node) => el("th", { scope: "col" }, el("span", { dir: "auto" }, words2.cut(node.label, 22)))
        )
      );
      const rows = chosen.map(
        (a) => el(
          "tr",
          {},
          el("th", { scope: "row", dir: "auto" }, words2.cut(a.label, 26)),
          chosen.map((b) => cell(a, b, largest))
        )
      );
      return [
        el("p", { class: "soft" }, words2.say("matrix.says", { n: chosen.length })),
        el("table", { class: "matrix" }, el("thead", {}, head), el("tbody", {}, rows))
      ];
    }
    function cell(a, b, largest) {
      if (a === b) return el("td", { class: "self" });
      const n = model2.between(a, b).length;
      if (!n) return el("td");
      const shade = Math.round(12 + 88 * Math.sqrt(n / largest));
      const open = () => panel2.look({ at: a.id, and: b.id });
      const label = `${a.label} – ${b.label}: ${words2.say("count.facts", { n })}`;
      return el(
        "td",
        {},
        el(
          "button",
          {
            type: "button",
            style: `--shade:${shade}%`,
            class: shade > 55 ? "dark" : "",
            "aria-label": label,
            title: label,
            click: open
          },
          String(n)
        )
      );
    }
    return { draw };
  };

  // graph/maps/templates/scripts/painting.js
  var painterOf = (data2, model2, scene2, labels2, light2, selection2, stage2) => {
    const { colours } = light2;
    const land = data2.land && new Path2D(data2.land);
    function paint(context, scale) {
      if (land) {
        context.fillStyle = colours.land;
        context.fill(land);
      }
      paintAreas(context);
      paintLines(context, scale);
      paintDots(context, scale);
      context.save();
      context.scale(1 / scale, 1 / scale);
      paintBundles(context, scale);
      [...labels2.at(scale)].reverse().forEach((name) => paintName(context, name));
      context.restore();
    }
    function paintAreas(context) {
      const areas = scene2.areas();
      if (!areas.length) return;
      const sheet = document.createElement("canvas");
      [sheet.width, sheet.height] = [context.canvas.width, context.canvas.height];
      const pen = sheet.getContext("2d");
      pen.setTransform(context.getTransform());
      for (const { colour, discs, tree, wide } of areas) {
        pen.fillStyle = colour;
        pen.strokeStyle = colour;
        pen.lineWidth = 1.6 * wide;
        pen.lineCap = "round";
        pen.fill(discs);
        pen.stroke(tree);
      }
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.globalAlpha = selection2.any() ? 0.07 : 0.15;
      context.drawImage(sheet, 0, 0);
      context.restore();
    }
    function paintLines(context, scale) {
      for (const group of scene2.lines()) {
        context.globalAlpha = scene2.strength(group);
        context.strokeStyle = scene2.colour(group);
        context.lineCap = group.dash === "derived" ? "round" : "butt";
        context.lineWidth = group.width / scale;
        context.setLineDash(DASHES[group.dash].map((length) => length / scale));
        context.stroke(group.path);
      }
      context.setLineDash([]);
      context.globalAlpha = 1;
    }
    function paintDots(context, scale) {
      for (const group of scene2.dots(scale))
        for (const path of group.paths) paintSheaf(context, scale, group, path);
      for (const id of selection2.chosen()) ring(context, scale, model2.byId.get(id));
    }
    function paintSheaf(context, scale, { colour, bright, hollow }, path) {
      context.lineWidth = Math.min(3, 2.4 / scale);
      context.strokeStyle = colours.paper;
      context.stroke(path);
      if (!bright || hollow) {
        context.fillStyle = colours.paper;
        context.fill(path);
      }
      context.globalAlpha = bright ? 1 : 0.22;
      context.fillStyle = hollow ? colours.paper : colour;
      context.fill(path);
      if (hollow) {
        context.lineWidth = Math.min(2.2, 1.8 / scale);
        context.strokeStyle = colour;
        context.stroke(path);
      }
      context.globalAlpha = 1;
    }
    function ring(context, scale, node) {
      if (!node?.shown) return;
      context.strokeStyle = colours.accent;
      context.lineWidth = 2 / scale;
      context.beginPath();
      context.arc(node.x, node.y, scene2.radius(node, scale) * 1.1 + 4.5 / scale, 0, 7);
      context.stroke();
    }
    function paintBundles(context, scale) {
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.font = `600 11px ${getComputedStyle(document.body).fontFamily}`;
      context.lineWidth = 1;
      for (const { x, y, w, h, text } of scene2.bundles(scale)) {
        context.fillStyle = colours.paper;
        context.strokeStyle = colours.line;
        context.beginPath();
        context.roundRect(x - w, y - h, 2 * w, 2 * h, h);
        context.fill();
        context.stroke();
        context.fillStyle = colours.ink;
        context.fillText(text, x, y + 0.5);
      }
    }
    function paintName(context, { node, x, y, lines, leader }) {
      if (leader) {
        context.beginPath();
        context.moveTo(...leader[0]);
        context.lineTo(...leader[1]);
        context.strokeStyle = colours.soft;
        context.lineWidth = 1;
        context.stroke();
      }
      context.textAlign = "center";
      context.textBaseline = "top";
      context.lineJoin = "round";
      context.font = labels2.font(node);
      context.strokeStyle = colours.paper;
      context.fillStyle = colours.ink;
      context.lineWidth = 3.5;
      lines.forEach((line, at) => {
        context.strokeText(line, x, y + at * node.type * 1.16);
        context.fillText(line, x, y + at * node.type * 1.16);
      });
    }
    function paintCarried(context, scale, node) {
      context.strokeStyle = colours.accent;
      context.lineWidth = 1 / scale;
      context.beginPath();
      for (const { a, b, shown } of node.edges)
        if (shown) {
          context.moveTo(a.x, a.y);
          context.lineTo(b.x, b.y);
        }
      context.stroke();
      const path = new Path2D();
      const [shape, , hollow] = light2.look(node.group);
      trace(path, shape, node.x, node.y, scene2.radius(node, scale), false);
      paintSheaf(context, scale, { colour: light2.colour(node), bright: true, hollow }, path);
    }
    function paintHover(context, scale) {
      if (stage2.carried) paintCarried(context, scale, stage2.carried);
      const node = stage2.hovered;
      if (!node?.shown) return;
      ring(context, scale, node);
      if (labels2.stands(node)) return;
      context.save();
      context.scale(1 / scale, 1 / scale);
      paintName(context, labels2.alone(node, scale));
      context.restore();
    }
    return { paint, paintHover };
  };

  // graph/maps/templates/scripts/panel.js
  var FEW = 5;
  var panelOf = (data2, model2, words2, state2, selection2, fly) => {
    const { say, term } = words2;
    const nameOf = (id) => model2.actors[id] ? words2.name(model2.actors[id].names) : model2.byId.get(id)?.label ?? id;
    const between = (parts, glue) => parts.flatMap((part, at) => at ? [glue, part] : [part]);
    const look = (change, ids) => {
      state2.set({ at: void 0, and: void 0, tie: void 0, ...change });
      fly(ids ?? [...selection2.lit.nodes]);
    };
    const to = (id) => model2.byId.has(id) ? el(
      "button",
      {
        type: "button",
        class: "to",
        dir: "auto",
        click: () => look(model2.byId.get(id).tie === void 0 ? { at: id } : { tie: id }, [id])
      },
      nameOf(id)
    ) : el("bdi", {}, nameOf(id));
    function citations(cited) {
      const found = (cited ?? []).map(
        ([source, sections]) => el(
          "p",
          { class: "cited soft" },
          el("cite", { dir: "auto" }, data2.sources[source] ?? source),
          sections.length ? `, ${sections.join("; ")}` : ""
        )
      );
      return found.length ? found : [el("p", { class: "cited soft" }, say("panel.uncited"))];
    }
    function names(written) {
      const shown = words2.name(written ?? [["", ""]]);
      const others = (written ?? []).filter(([name]) => name !== shown);
      if (!others.length) return "";
      const told = others.filter(([, tags]) => tags).map(([name, tags, made]) => [
        el("dt", {}, words2.language(tags)),
        el("dd", { dir: "auto", lang: tags.split(" ")[0] }, name, mark(made))
      ]);
      const also = others.filter(([, tags]) => !tags).map(([name]) => el("bdi", {}, name));
      const list = el(
        "dl",
        { class: "names" },
        told,
        also.length ? [el("dt", {}, say("names.also")), el("dd", {}, between(also, " · "))] : ""
      );
      if (others.length < FEW) return list;
      return el(
        "details",
        { class: "others" },
        el("summary", {}, say("names.others", { n: others.length })),
        list
      );
    }
    const kindOf = (tie) => [
      term(tie.kind ? "kind" : "label", tie.kind ?? tie.label),
      ...(tie.fields ?? []).map((field) => term("field", field))
    ].join(", ");
    function heading2(tie, seenFrom, alone) {
      if (tie.standing) {
        const [type, a, b] = tie.standing;
        const reversed = seenFrom === b;
        const relation = term(reversed ? "back" : "relation", type);
        return el(
          "div",
          { class: "name" },
          seenFrom ? [] : [to(a), " · "],
          `${relation} `,
          to(reversed ? a : b),
          tie.as ? `, ${term("status", tie.as)}` : ""
        );
      }
      if (alone) return "";
      return el(
        "div",
        { class: "name" },
        el(
          "button",
          { type: "button", class: "to", dir: "auto", click: () => look({ tie: tie.id }) },
          words2.name(tie.names)
        ),
        mark(words2.made(tie.names))
      );
    }
    const mark = (made) => made ? el("span", { class: "made", title: say(`fact.${made}.why`) }, ` (${say(`fact.${made}`)})`) : "";
    function fact(at, seenFrom, alone = false) {
      const tie = model2.ties[at];
      return el(
        "li",
        {},
        tie.date ? el("time", {}, words2.date(tie.date)) : el("span", { class: "undated" }, say("date.undated")),
        state2.now.from !== void 0 || state2.now.to !== void 0 ? status(at) : "",
        heading2(tie, seenFrom, alone),
        tie.standing ? "" : el("div", { class: "parties" }, kindOf(tie), parties(tie)),
        tie.unsure ? el("div", { class: "unsure" }, say(tie.note ? "panel.unsure" : "panel.unsure.why")) : "",
        tie.note ? el("div", { class: "soft", dir: "auto" }, words2.note(tie)) : "",
        citations(tie.cited)
      );
    }
    function status(at) {
      if (model2.seen.ties[at] === POSSIBLE)
        return el("span", { class: "possible" }, ` · ${say("time.possibly")}`);
      return model2.seen.ties[at] ? "" : el("span", { class: "possible" }, ` · ${say("time.outside")}`);
    }
    function parties(tie) {
      const said = Object.entries(tie.roles ?? {}).flatMap(([role, actors]) => [
        ` · ${term("role", role)} `,
        ...between(
          actors.map(
            (one) => Array.isArray(one) ? el("span", { class: "doubted" }, to(one[0]), ` (${say("unsure")})`) : to(one)
          ),
          ", "
        )
      ]);
      const places = (tie.places ?? []).map(to);
      return places.length ? [...said, ` · ${say("panel.place")} `, ...between(places, ", ")] : said;
    }
    const facts = (found, seenFrom) => el(
      "ol",
      { class: "ties" },
      found.map((at) => fact(at, seenFrom))
    );
    const close = () => el(
      "button",
      { type: "button", class: "close", "aria-label": say("close"), click: () => look({}, []) },
      "×"
    );
    function ofActor(id) {
      const actor = model2.actors[id];
      const node = model2.byId.get(id);
      const kind = [term("label", actor.label), actor.kind ? term("kind", actor.kind) : ""].filter(Boolean).join(", ");
      return [
        close(),
        el("h2", { dir: "auto" }, nameOf(id)),
        el("p", { class: "what" }, `${kind} · ${say("panel.others", { n: model2.neighbours(node).size })}`),
        el("p", { class: "hint" }, say("panel.hint")),
        names(actor.names),
        actor.note ? el("p", { dir: "auto" }, words2.note(actor)) : "",
        actor.cited ? [el("h3", {}, say("panel.cited")), ...citations(actor.cited)] : [],
        el("h3", {}, say("panel.facts", { n: node.facts.length })),
        facts(node.facts, id)
      ];
    }
    function ofTie(tie) {
      const title = tie.standing ? `${nameOf(tie.standing[1])} – ${nameOf(tie.standing[2])}` : words2.name(tie.names);
      return [
        close(),
        el("h2", { dir: "auto" }, title),
        el("p", { class: "what" }, term("label", model2.sortOf(tie))),
        tie.names ? names(tie.names) : "",
        el("ol", { class: "ties" }, fact(model2.tieAt.get(tie.id), void 0, true))
      ];
    }
    function ofPair(a, b) {
      const direct = model2.between(model2.byId.get(a), model2.byId.get(b));
      const { number, chains } = selection2.chains;
      const steps = chains[0]?.length - 1;
      return [
        close(),
        el("h2", {}, to(a), " – ", to(b)),
        el("p", { class: "what" }, direct.length ? say("count.facts", { n: direct.length }) : say("pair.none")),
        chains.length && steps > 1 && !direct.length ? [el("h3", {}, say("pair.chains", { n: number, steps })), chainList(chains, number)] : "",
        chains.length ? "" : el("p", {}, say("pair.apart")),
        direct.length ? "" : aside(),
        direct.length ? [...shared(a, b), el("h3", {}, say("pair.direct", { n: direct.length })), facts(direct)] : ""
      ];
    }
    function aside() {
      if (model2.nodes.every((node) => node.group === "Country")) return "";
      const box2 = el("input", {
        type: "checkbox",
        id: "aside",
        change: () => state2.set({ aside: box2.checked || void 0 })
      });
      box2.checked = Boolean(state2.now.aside);
      return el("label", {}, box2, ` ${say("pair.aside")}`);
    }
    function chainList(chains, number) {
      const items = chains.map(
        (chain) => el(
          "li",
          {},
          chain.flatMap((node, at) => {
            if (!at) return [to(node.id)];
            const count = model2.between(chain[at - 1], node).length;
            return [
              el(
                "button",
                {
                  type: "button",
                  class: "step",
                  "aria-label": say("pair.step", { n: count }),
                  click: () => look({ at: chain[at - 1].id, and: node.id })
                },
                `—${words2.number(count)}—`
              ),
              to(node.id)
            ];
          })
        )
      );
      return el(
        "ul",
        { class: "chains" },
        items,
        number > chains.length ? el("li", { class: "soft" }, say("more", { n: number - chains.length })) : ""
      );
    }
    function shared(a, b) {
      const [of, others] = [a, b].map((id) => model2.neighbours(model2.byId.get(id)));
      const third = [...of].filter((node) => others.has(node) && node.id !== a && node.id !== b);
      const both = third.sort((x, y) => y.degree - x.degree).map((node) => node.id);
      if (!both.length) return [];
      return [
        el("h3", {}, say("pair.shared", { n: both.length })),
        el(
          "p",
          {},
          between(both.slice(0, 12).map(to), ", "),
          both.length > 12 ? ` … ${say("more", { n: both.length - 12 })}` : ""
        )
      ];
    }
    function describe() {
      const { at, and, tie } = state2.now;
      if (tie !== void 0) return ofTie(model2.ties[model2.tieAt.get(tie)]);
      return model2.byId.has(and) ? ofPair(at, and) : ofActor(at);
    }
    return { describe, nameOf, kindOf, look };
  };

  // graph/maps/templates/scripts/pointer.js
  var pointerOf = (box2, model2, words2, stage2, selection2, scene2, tip, flight2) => {
    const { network: network2, canvas: canvas2 } = stage2;
    let pressed = false;
    function told(node, edge) {
      if (node)
        return node.tie === void 0 ? `${node.label} · ${words2.say("panel.others", { n: model2.neighbours(node).size })}` : `${node.label}${dateOf(node)}`;
      if (!edge) return "";
      const why = edge.now.dashed ? ` · ${words2.say("unsure")}${reason(edge)}` : "";
      const facts = words2.say("count.facts", { n: edge.now.facts.length });
      return `${edge.a.label} – ${edge.b.label} · ${facts}${why}`;
    }
    const dateOf = (node) => {
      const { date } = model2.ties[model2.tieAt.get(node.tie)];
      return date ? ` · ${words2.date(date)}` : "";
    };
    const reason = (edge) => {
      const note = edge.now.facts.map((at) => words2.note(model2.ties[at])).find(Boolean);
      return note ? `: ${note}` : "";
    };
    function hover(event) {
      const place = box2.getBoundingClientRect();
      const point2 = { x: event.clientX - place.left, y: event.clientY - place.top };
      const node = stage2.nodeAt(point2);
      const said = told(node, node ? void 0 : stage2.edgeAt(point2));
      canvas2.style.cursor = said ? "pointer" : "";
      tip.hidden = !said;
      tip.textContent = words2.cut(said, 300);
      if (said) {
        tip.style.left = `${Math.max(8, Math.min(point2.x + 14, place.width - tip.offsetWidth - 8))}px`;
        const below = point2.y + 18 + tip.offsetHeight <= place.height;
        tip.style.top = `${below ? point2.y + 18 : point2.y - tip.offsetHeight - 10}px`;
      }
      if (stage2.hovered !== node) {
        stage2.hovered = node;
        stage2.redraw();
      }
    }
    box2.addEventListener("pointermove", (event) => {
      if (!pressed && event.pointerType !== "touch") hover(event);
    });
    box2.addEventListener("pointerleave", () => {
      tip.hidden = true;
      stage2.hovered = void 0;
      stage2.redraw();
    });
    network2.on("dragStart", () => {
      pressed = true;
      tip.hidden = true;
    });
    function carry({ nodes }) {
      for (const id of nodes) Object.assign(model2.byId.get(id), network2.getPositions([id])[id]);
      if (nodes.length) {
        scene2.counts.moved += 1;
        stage2.repaint();
      }
    }
    function drag(event) {
      if (!event.nodes.length) return;
      if (!stage2.slow()) {
        carry(event);
        return;
      }
      stage2.carried = Object.assign(
        model2.byId.get(event.nodes[0]),
        network2.getPositions(event.nodes)[event.nodes[0]]
      );
      stage2.redraw();
    }
    network2.on("dragging", drag);
    network2.on("dragEnd", (event) => {
      pressed = false;
      stage2.carried = void 0;
      carry(event);
      network2.unselectAll();
    });
    network2.on("click", ({ pointer }) => {
      const node = stage2.nodeAt(pointer.DOM);
      selection2.click(node, node ? void 0 : stage2.edgeAt(pointer.DOM));
      network2.unselectAll();
      flight2.uncover([...selection2.lit.nodes], node && flight2.under(pointer.DOM) ? [node.id] : []);
    });
  };

  // graph/maps/templates/scripts/save.js
  function hand(blob, name) {
    const url = URL.createObjectURL(blob);
    const link = el("a", { href: url, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1e4);
  }
  var saveOf = (data2, model2, words2, figure2, heading2, say) => {
    const named = (ending) => `${slug(heading2(), 60) || "map"}.${ending}`;
    const SHARP = 2;
    const written = (picture) => new XMLSerializer().serializeToString(picture);
    const svg = () => hand(new Blob([written(figure2())], { type: "image/svg+xml" }), named("svg"));
    async function png() {
      const picture = figure2();
      const [w, h] = [Number(picture.getAttribute("width")), Number(picture.getAttribute("height"))];
      const image = new Image(w * SHARP, h * SHARP);
      const url = URL.createObjectURL(new Blob([written(picture)], { type: "image/svg+xml" }));
      image.src = url;
      await image.decode();
      const canvas2 = el("canvas", { width: Math.round(w * SHARP), height: Math.round(h * SHARP) });
      canvas2.getContext("2d").drawImage(image, 0, 0, canvas2.width, canvas2.height);
      URL.revokeObjectURL(url);
      hand(await new Promise((done) => canvas2.toBlob(done, "image/png")), named("png"));
    }
    function places() {
      const tenth = (value) => Math.round(value * 10) / 10;
      const places2 = Object.fromEntries(
        model2.nodes.map(({ id, x, y }) => [id, (data2.turned ? [y, x] : [x, y]).map(tenth)])
      );
      hand(
        new Blob([JSON.stringify({ elshi: "positions", positions: places2 })], { type: "application/json" }),
        named("positions.json")
      );
    }
    async function link() {
      try {
        await navigator.clipboard.writeText(location.href);
        say("saved.link");
      } catch {
        say("saved.nolink");
      }
    }
    const sheet = document.getElementById("print");
    addEventListener("beforeprint", () => sheet.replaceChildren(figure2()));
    addEventListener("afterprint", () => sheet.replaceChildren());
    return { svg, png, positions: places, link, print: () => print() };
  };

  // graph/maps/templates/scripts/search.js
  var WITHIN = 3;
  var BETWEEN = /\s*[–—;,]\s*|\s+-+\s+/;
  var FEW2 = 3;
  var MOST_PAIRS = 6;
  var beginsIn = (name, raw) => name.startsWith(raw) || name.includes(` ${raw}`) || HAN.test(raw) && name.includes(raw);
  var HAN = /\p{Script=Han}/u;
  var searchOf = (data2, model2, words2, open) => {
    const wanted = document.getElementById("search");
    const list = document.getElementById("found");
    let hits = [];
    let chosen = -1;
    const everything = [];
    const rest = prepared();
    const idle = window.requestIdleCallback ?? ((call) => setTimeout(() => call({ timeRemaining: () => 0 })));
    idle(function more(deadline) {
      for (let done = 0; done < 50 || deadline.timeRemaining() > 3; done += 1) if (rest.next().done) return;
      idle(more);
    });
    function* prepared() {
      for (const node of model2.nodes)
        if (node.tie === void 0)
          yield everything.push(entry({ actor: node.id }, model2.actors[node.id].names, node.search));
      for (const tie of model2.ties) if (tie.names) yield everything.push(entry({ tie: tie.id }, tie.names));
    }
    function all() {
      while (!rest.next().done) ;
      return everything;
    }
    function entry(what2, names, search2) {
      const written = names.map(([name]) => name);
      const forms = search2 || written.map(fold).map((form) => `|${form}`).join("");
      return {
        ...what2,
        names,
        low: written.map((name) => name.toLowerCase()),
        forms: search2 ? forms : `${forms}|`
      };
    }
    function find(text) {
      const found = named(text);
      const halves = text.split(BETWEEN).filter((part) => part.trim());
      if (halves.length !== 2) return found;
      const [ones, others] = halves.map(
        (half) => named(half).filter(({ tie }) => tie === void 0).slice(0, FEW2)
      );
      const pairs = ones.flatMap(
        (one) => others.filter((other) => other.actor !== one.actor).map((other) => ({ actor: one.actor, and: other.actor, names: one.names, others: other.names }))
      );
      return [...pairs.slice(0, MOST_PAIRS), ...found];
    }
    function named(text) {
      const form = fold(text);
      const raw = text.trim().toLowerCase();
      if (!raw) return [];
      const ranked = [];
      for (const one of all()) {
        const fit = form && one.forms.includes(`|${form}|`) ? 0 : form && one.forms.includes(`|${form}`) ? 1 : form && one.forms.includes(` ${form}`) ? 2 : form.length > 3 && one.forms.includes(form) || one.low.some((name) => beginsIn(name, raw)) ? WITHIN : 9;
        if (fit < 9)
          ranked.push([
            fit + (one.tie === void 0 ? 0 : 1.5),
            -(model2.byId.get(one.actor)?.degree ?? 0),
            one,
            fit
          ]);
      }
      const begins = ranked.some(([, , , fit]) => fit < WITHIN);
      return ranked.filter(([, , , fit]) => fit < WITHIN || !begins).sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, 12).map(([, , one]) => one);
    }
    const what = ({ actor, and, tie }) => and !== void 0 ? words2.say("search.pair") : tie === void 0 ? words2.term("label", model2.byId.get(actor).group) : words2.term("kind", model2.ties[model2.tieAt.get(tie)].kind ?? model2.ties[model2.tieAt.get(tie)].label);
    function choose(at) {
      chosen = at;
      [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
      if (at >= 0) wanted.setAttribute("aria-activedescendant", `found-${at}`);
      else wanted.removeAttribute("aria-activedescendant");
      list.children[at]?.scrollIntoView({ block: "nearest" });
    }
    function close() {
      list.hidden = true;
      wanted.setAttribute("aria-expanded", "false");
      choose(-1);
    }
    function take(hit) {
      close();
      if (hit) open(hit);
    }
    wanted.addEventListener("input", () => {
      hits = find(wanted.value);
      const none = el("li", { class: "none" }, words2.say("search.none"));
      list.replaceChildren(
        ...hits.length ? hits.map(
          (hit, at) => el(
            "li",
            {
              id: `found-${at}`,
              role: "option",
              "aria-selected": "false",
              click: () => take(hit),
              mousedown: (event) => event.preventDefault()
            },
            el(
              "bdi",
              {},
              words2.cut([hit.names, hit.others].filter(Boolean).map(words2.name).join(" – "), 160)
            ),
            el("span", { class: "what" }, what(hit))
          )
        ) : [none]
      );
      list.hidden = !wanted.value.trim();
      wanted.setAttribute("aria-expanded", String(!list.hidden));
      choose(hits.length ? 0 : -1);
    });
    wanted.addEventListener("keydown", (event) => {
      if (event.key === "Enter") take(hits[Math.max(0, chosen)]);
      else if (event.key === "Escape") close();
      else if (event.key === "ArrowDown" && hits.length) choose((chosen + 1) % hits.length);
      else if (event.key === "ArrowUp" && hits.length) choose((chosen + hits.length - 1) % hits.length);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    wanted.addEventListener("blur", close);
    return { find, focus: () => wanted.focus() };
  };

  // graph/maps/templates/scripts/chains.js
  var MOST_CHAINS = 8;
  function chainsBetween(model2, start, end, passable = () => true) {
    const steps = /* @__PURE__ */ new Map([[start, 0]]);
    const ways = /* @__PURE__ */ new Map([[start, 1]]);
    let ring = [start];
    while (ring.length && !steps.has(end)) {
      const next = [];
      for (const node of ring)
        for (const edge of node.edges) {
          if (!edge.shown) continue;
          const beyond = model2.other(edge, node);
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
    return steps.has(end) ? { number: ways.get(end), chains: traced(model2, steps, start, end) } : { number: 0, chains: [] };
  }
  function traced(model2, steps, start, end) {
    const found = [];
    const walk = (node, rest) => {
      if (found.length === MOST_CHAINS) return;
      if (node === start) {
        found.push([start, ...rest]);
        return;
      }
      const nearer = node.edges.filter(
        (edge) => edge.shown && steps.get(model2.other(edge, node)) === steps.get(node) - 1
      );
      nearer.sort((one, two) => two.now.value - one.now.value);
      for (const edge of nearer) walk(model2.other(edge, node), [node, ...rest]);
    };
    walk(end, []);
    return found;
  }

  // graph/maps/templates/scripts/selection.js
  var selectionOf = (model2, state2) => {
    const selection2 = {
      lit: { nodes: /* @__PURE__ */ new Set(), edges: /* @__PURE__ */ new Set(), version: 0 },
      chains: void 0,
      any,
      chosen,
      isChosen: (id) => chosen().includes(id),
      follow: follow2,
      click
    };
    function any() {
      const { at, tie } = state2.now;
      return tie !== void 0 ? model2.tieAt.has(tie) : model2.byId.has(at);
    }
    function chosen() {
      const { at, and, tie } = state2.now;
      return (tie === void 0 ? [at, and] : [model2.nodes.find((node) => node.tie === tie)?.id]).filter(
        (id) => model2.byId.has(id)
      );
    }
    function follow2() {
      const lit = { nodes: /* @__PURE__ */ new Set(), edges: /* @__PURE__ */ new Set(), version: selection2.lit.version + 1 };
      selection2.lit = lit;
      selection2.chains = void 0;
      if (!any()) return;
      if (state2.now.tie !== void 0) ofTie(lit, model2.tieAt.get(state2.now.tie));
      else if (model2.byId.has(state2.now.and))
        ofPair(lit, model2.byId.get(state2.now.at), model2.byId.get(state2.now.and));
      else for (const edge of model2.byId.get(state2.now.at).edges) if (edge.shown) lit.edges.add(edge);
      for (const id of chosen()) lit.nodes.add(model2.byId.get(id).id);
      for (const edge of lit.edges) lit.nodes.add(edge.from).add(edge.to);
    }
    function ofTie(lit, at) {
      for (const node of model2.nodes) if (node.facts.includes(at)) lit.nodes.add(node.id);
      for (const edge of model2.seen.edges) if (edge.now.facts.includes(at)) lit.edges.add(edge);
    }
    function ofPair(lit, a, b) {
      const both = new Set(model2.between(a, b));
      for (const edge of [...a.edges, ...b.edges])
        if (edge.shown && (edge.a.tie ?? edge.b.tie) !== void 0 && edge.now.facts.some((at) => both.has(at)))
          lit.edges.add(edge);
      const passable = state2.now.aside ? (node) => node.group !== "Country" : void 0;
      selection2.chains = chainsBetween(model2, a, b, passable);
      for (const chain of both.size ? [] : selection2.chains.chains)
        chain.slice(1).forEach(
          (node, step) => lit.edges.add(node.edges.find((edge) => edge.shown && model2.other(edge, node) === chain[step]))
        );
      for (const edge of a.edges) if (edge.shown && model2.other(edge, a) === b) lit.edges.add(edge);
    }
    function click(node, edge) {
      const { at, and, tie } = state2.now;
      if (node?.tie !== void 0) state2.set({ at: void 0, and: void 0, tie: node.tie });
      else if (node && at !== void 0 && at !== node.id && and === void 0 && tie === void 0)
        state2.set({ and: node.id });
      else if (node) state2.set({ at: node.id, and: void 0, tie: void 0 });
      else if (edge?.a.tie !== void 0 || edge?.b.tie !== void 0)
        state2.set({ at: void 0, and: void 0, tie: edge.a.tie ?? edge.b.tie });
      else if (edge) state2.set({ at: edge.from, and: edge.to, tie: void 0 });
      else state2.set({ at: void 0, and: void 0, tie: void 0 });
    }
    return selection2;
  };

  // graph/maps/templates/scripts/stage.js
  var LARGER = 1.5;
  var REST = 120;
  var QUICK = 9;
  var SLOW = 40;
  var stageOf = (box2, data2, model2) => {
    const network2 = new vis.Network(box2, { nodes: [], edges: [] }, data2.options);
    const canvas2 = box2.querySelector("canvas");
    const front = canvas2.getContext("2d");
    const back = document.createElement("canvas");
    const stage2 = {
      network: network2,
      canvas: canvas2,
      own: true,
      hovered: void 0,
      painter: void 0,
      frame,
      repaint,
      redraw,
      nodeAt,
      edgeAt,
      settle,
      known,
      slow: () => cost > SLOW
    };
    let kept;
    let stale = true;
    let timer;
    let cost = 0;
    const view = () => network2.body.view;
    const ratio = () => canvas2.width / Math.max(1, canvas2.clientWidth);
    function frame(scale) {
      const { x, y } = network2.getViewPosition();
      const [w, h] = [box2.clientWidth / 2, box2.clientHeight / 2];
      return [x * scale - w, y * scale - h, x * scale + w, y * scale + h];
    }
    function covers({ scale, translation }) {
      if (!kept || kept.w !== box2.clientWidth || kept.h !== box2.clientHeight) return false;
      const [left, top] = [
        translation.x - kept.x * scale / kept.scale,
        translation.y - kept.y * scale / kept.scale
      ];
      return Math.abs(left) <= kept.dx && Math.abs(top) <= kept.dy;
    }
    function paintBack() {
      const begun = performance.now();
      const [w, h, device] = [box2.clientWidth, box2.clientHeight, ratio()];
      const [dx, dy] = [Math.round((LARGER - 1) / 2 * w), Math.round((LARGER - 1) / 2 * h)];
      back.width = Math.round((w + 2 * dx) * device);
      back.height = Math.round((h + 2 * dy) * device);
      const { scale, translation } = view();
      const context = back.getContext("2d");
      context.setTransform(device, 0, 0, device, 0, 0);
      context.translate(translation.x + dx, translation.y + dy);
      context.scale(scale, scale);
      stage2.painter?.paint(context, scale);
      kept = { scale, x: translation.x, y: translation.y, w, h, dx, dy };
      stale = false;
      cost = performance.now() - begun;
    }
    function show() {
      const { scale, translation } = view();
      const device = ratio();
      const zoom = scale / kept.scale;
      front.setTransform(1, 0, 0, 1, 0, 0);
      front.clearRect(0, 0, canvas2.width, canvas2.height);
      const place = [translation.x - (kept.x + kept.dx) * zoom, translation.y - (kept.y + kept.dy) * zoom].map(
        (at) => zoom === 1 ? Math.round(at * device) : at * device
      );
      front.drawImage(back, ...place, back.width * zoom, back.height * zoom);
      front.setTransform(device, 0, 0, device, 0, 0);
      front.translate(translation.x, translation.y);
      front.scale(scale, scale);
      stage2.painter?.paintHover(front, scale);
    }
    network2.renderer._redraw = () => {
      network2.renderer.redrawRequested = false;
      network2.body.emitter.emit("initRedraw");
      if (!canvas2.width || !box2.clientWidth) {
        network2.canvas.setSize();
        if (!canvas2.width) return;
      }
      const sharp = kept && kept.scale === view().scale && covers(view());
      if (!kept || stale || !sharp && (cost < QUICK || kept.w !== box2.clientWidth || kept.h !== box2.clientHeight))
        paintBack();
      else if (!sharp) settle();
      show();
    };
    function settle() {
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          stale = true;
          network2.renderer._requestRedraw();
        },
        Math.max(REST, 2 * cost)
      );
    }
    function repaint() {
      stale = true;
      network2.renderer._requestRedraw();
    }
    function redraw() {
      network2.renderer._requestRedraw();
    }
    function nodeAt(point2) {
      const at = network2.DOMtoCanvas(point2);
      const room = 5 / network2.getScale();
      let best;
      let near = Infinity;
      for (const node of model2.seen.nodes) {
        const [dx, dy] = [Math.abs(node.x - at.x), Math.abs(node.y - at.y)];
        const reach = Math.max(node.size, room) + room / 3;
        if (dx > reach || dy > reach) continue;
        const far = Math.hypot(dx, dy);
        if (far <= reach && far < near) [best, near] = [node, far];
      }
      return best;
    }
    network2.selectionHandler.getNodeAt = (point2, whole = true) => {
      const found = nodeAt(point2);
      if (found) known([found]);
      return found && (whole ? network2.body.nodes[found.id] : found.id);
    };
    function known(nodes) {
      network2.body.data.nodes.update(nodes.map(({ id, x, y, size }) => ({ id, x, y, shape: "dot", size })));
    }
    function edgeAt(point2) {
      const at = network2.DOMtoCanvas(point2);
      let best;
      let near = 6 / network2.getScale();
      for (const edge of model2.seen.edges) {
        const { a, b } = edge;
        if (Math.min(a.x, b.x) - near > at.x || Math.max(a.x, b.x) + near < at.x || Math.min(a.y, b.y) - near > at.y || Math.max(a.y, b.y) + near < at.y)
          continue;
        const [dx, dy] = [b.x - a.x, b.y - a.y];
        const along = Math.max(
          0,
          Math.min(1, ((at.x - a.x) * dx + (at.y - a.y) * dy) / (dx * dx + dy * dy || 1))
        );
        const far = Math.hypot(a.x + along * dx - at.x, a.y + along * dy - at.y);
        if (far < near) [best, near] = [edge, far];
      }
      return best;
    }
    stage2.stale = () => {
      stale = true;
    };
    return stage2;
  };

  // graph/maps/templates/scripts/state.js
  var KEPT = "elshi";
  var TAKEN = ["lang", "theme", "from", "to", "undated", "sure", "source", "least"];
  function remembered() {
    try {
      const { lang, theme } = JSON.parse(localStorage.getItem(KEPT)) ?? {};
      return { ...typeof lang === "string" ? { lang } : {}, ...typeof theme === "string" ? { theme } : {} };
    } catch {
      return {};
    }
  }
  function remember({ lang, theme }) {
    try {
      localStorage.setItem(KEPT, JSON.stringify({ lang, theme }));
    } catch {
    }
  }
  var stateOf = (data2) => {
    const listeners = [];
    const start = {
      from: void 0,
      to: void 0,
      undated: void 0,
      hide: [],
      at: void 0,
      and: void 0,
      tie: void 0,
      aside: void 0,
      show: "",
      lang: data2.lang,
      theme: "",
      group: "",
      versus: [],
      sure: void 0,
      source: "",
      least: void 0,
      ...remembered()
    };
    const now = { ...start };
    const state2 = { now, start, set, on: (listener) => listeners.push(listener), link, taken, read, settle };
    const LISTS = ["hide", "versus"];
    const NUMBERS = ["from", "to", "least"];
    const SWITCHES = ["undated", "sure", "aside"];
    function link() {
      const told = new URLSearchParams();
      for (const [key, first] of Object.entries(start)) {
        const value = LISTS.includes(key) ? now[key].join(",") : now[key];
        if (value !== void 0 && value !== "" && String(value) !== String(first)) told.set(key, value);
      }
      return told.toString();
    }
    function taken() {
      const told = new URLSearchParams(link());
      for (const key of [...told.keys()]) if (!TAKEN.includes(key)) told.delete(key);
      for (const key of ["lang", "theme"]) if (now[key]) told.set(key, now[key]);
      return told.toString();
    }
    function fromLink(text) {
      const told = new URLSearchParams(text);
      const found = { ...start };
      for (const [key, value] of told) {
        if (!(key in start)) continue;
        if (LISTS.includes(key)) found[key] = value.split(",").filter(Boolean);
        else if (NUMBERS.includes(key)) found[key] = /^\d{1,4}$/.test(value) ? Number(value) : void 0;
        else found[key] = SWITCHES.includes(key) ? value === "true" : value;
      }
      return found;
    }
    let onTheWay = false;
    function set(change, { passing = false } = {}) {
      const before = { ...now };
      Object.assign(now, change);
      if ("lang" in change || "theme" in change) remember(now);
      write(onTheWay);
      onTheWay = passing;
      listeners.forEach((listener) => listener(now, before));
    }
    function settle() {
      onTheWay = false;
    }
    function write(over) {
      const wanted = `#${link()}`;
      if (wanted === (location.hash || "#")) return;
      try {
        history[over ? "replaceState" : "pushState"](null, "", wanted);
      } catch {
      }
    }
    function read() {
      const before = { ...now };
      Object.assign(now, fromLink(location.hash.slice(1)));
      listeners.forEach((listener) => listener(now, before));
    }
    addEventListener("popstate", read);
    Object.assign(now, fromLink(location.hash.slice(1)));
    return state2;
  };

  // graph/maps/templates/scripts/table.js
  var MOST = 2e3;
  var tableOf = (model2, words2, state2, selection2, panel2) => {
    const order = {};
    const factsOf = (node) => node.facts.filter((at) => model2.seen.ties[at]).length;
    const ACTORS = [
      ["table.name", (node) => node.label, (node) => open({ at: node.id }, node.label)],
      ["table.kind", (node) => words2.term("label", node.group)],
      ["table.others", (node) => model2.neighbours(node).size],
      ["table.facts", factsOf]
    ];
    const FACTS = [
      [
        "table.date",
        ({ date }) => date ?? "",
        ({ date }) => date ? words2.date(date) : words2.say("date.undated")
      ],
      ["table.name", nameOf, (tie) => [open({ tie: tie.id }, nameOf(tie)), unsure(tie)]],
      ["table.kind", (tie) => tie.standing ? words2.term("label", "standing") : panel2.kindOf(tie)],
      ["table.parties", (tie) => partiesOf(tie).map(panel2.nameOf).join(", ")],
      [
        "table.sources",
        (tie) => (tie.cited ?? []).map(([source, parts]) => [source, ...parts].join(" ")).join("; ")
      ]
    ];
    const open = (change, text) => el("button", { type: "button", class: "to", dir: "auto", click: () => panel2.look(change) }, text);
    const unsure = (tie) => tie.unsure ? ` (${words2.say("unsure")})` : "";
    function nameOf(tie) {
      return tie.standing ? words2.term("relation", tie.standing[0]) : words2.name(tie.names);
    }
    function partiesOf(tie) {
      if (tie.standing) return tie.standing.slice(1);
      const parties = Object.values(tie.roles ?? {}).flat();
      return [...new Set(parties.map((party) => Array.isArray(party) ? party[0] : party))];
    }
    function draw() {
      const actors = model2.seen.nodes.filter((node) => node.tie === void 0).sort((a, b) => b.degree - a.degree || (a.label < b.label ? -1 : 1));
      const facts = model2.ties.filter((_, at) => model2.seen.ties[at]);
      return [...part("actors", ACTORS, actors), ...part("ties", FACTS, facts)];
    }
    function sorted(name, columns, things) {
      const { key, up } = order[name] ?? {};
      const column = columns.find(([one]) => one === key);
      if (!column) return things;
      const compare = new Intl.Collator(words2.tag(), { numeric: true }).compare;
      const valued = things.map((thing) => [column[1](thing), thing]);
      valued.sort(([a], [b]) => (typeof a === "number" ? a - b : compare(a, b)) * (up ? 1 : -1));
      return valued.map(([, thing]) => thing);
    }
    function part(name, columns, things) {
      const rows = sorted(name, columns, things);
      const more = rows.length - MOST;
      const save2 = () => hand(new Blob([csv(columns, rows)], { type: "text/csv" }), `${name}.csv`);
      return [
        el(
          "p",
          { class: "over" },
          el("button", { type: "button", class: "plain", click: save2 }, words2.say("table.save"))
        ),
        el(
          "table",
          { class: "rows" },
          el("caption", {}, words2.say(`table.${name}`, { n: things.length })),
          el(
            "thead",
            {},
            el(
              "tr",
              {},
              columns.map(([key]) => head(name, key))
            )
          ),
          el(
            "tbody",
            {},
            rows.slice(0, MOST).map((thing) => row(columns, thing))
          )
        ),
        more > 0 ? el("p", { class: "soft" }, words2.say("more", { n: more })) : ""
      ];
    }
    function head(name, key) {
      const now = order[name];
      const sorting = now?.key === key ? now.up ? "ascending" : "descending" : void 0;
      const first = !["table.others", "table.facts"].includes(key);
      const sort = () => {
        order[name] = { key, up: now?.key === key ? !now.up : first };
        state2.set({});
        document.querySelector(`[data-sort="${name} ${key}"]`)?.focus();
      };
      return el(
        "th",
        { scope: "col", "aria-sort": sorting },
        el(
          "button",
          { type: "button", "data-sort": `${name} ${key}`, title: words2.say("table.sort"), click: sort },
          words2.say(key)
        )
      );
    }
    function row(columns, thing) {
      return el(
        "tr",
        {},
        columns.map(([key, value, cell]) => {
          const number = !cell && typeof value(thing) === "number";
          const content = cell ? cell(thing) : number ? words2.number(value(thing)) : value(thing);
          if (key === "table.name") return el("th", { scope: "row" }, content);
          return el("td", { class: number ? "n" : "", dir: number ? void 0 : "auto" }, content);
        })
      );
    }
    function csv(columns, things) {
      const inert = (text) => /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
      const cell = (value) => `"${inert(String(value)).replaceAll('"', '""')}"`;
      const lines = [
        columns.map(([key]) => words2.say(key)),
        ...things.map((thing) => columns.map(([, value]) => value(thing)))
      ];
      return `\uFEFF${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r
`;
    }
    return { draw };
  };

  // graph/maps/templates/scripts/timeline.js
  var timelineOf = (model2, words2, state2, selection2, panel2, light2, limits) => {
    const LONG = 40;
    function facts() {
      const { at, and, tie } = state2.now;
      const shown = (found) => found.filter((one) => model2.seen.ties[one]);
      if (tie !== void 0 && model2.tieAt.has(tie)) return [model2.tieAt.get(tie)];
      if (selection2.any() && model2.byId.has(and))
        return shown(model2.between(model2.byId.get(at), model2.byId.get(and)));
      if (selection2.any()) return shown(model2.byId.get(at).facts);
      return shown(model2.ties.map((_, one) => one));
    }
    const title = (tie) => tie.standing ? `${tie.standing.slice(1).map(panel2.nameOf).join(" – ")}: ${words2.term("relation", tie.standing[0])}` : words2.name(tie.names);
    const hint = (tie) => drawn("title", {}, `${tie.date ? words2.date(tie.date) : ""} · ${words2.cut(title(tie), 120)}`);
    const colourOf = (tie) => light2.colours[`c${light2.look(model2.sortOf(tie))[1]}`];
    const doubtful = (at) => model2.ties[at].unsure || vague(model2.ties[at]) || model2.seen.ties[at] === POSSIBLE;
    const vague = ({ when: [first, last, begun, until] }) => first !== null && last !== null && begun > until;
    const lasts = (tie) => tie.date.includes("/") || vague(tie);
    function draw(width) {
      const found = facts();
      const dated = found.filter(
        (at) => model2.ties[at].when && model2.ties[at].when.slice(0, 2).some((year) => year !== null)
      );
      const undated = found.length - dated.length;
      if (!dated.length) return [el("p", { class: "soft" }, words2.say("timeline.none", { n: undated }))];
      const [low, high] = extent(dated);
      const each = (width - 60) / (high + 1 - low);
      const x = (year) => 30 + (Math.min(Math.max(year, low), high + 1) - low) * each;
      const bars = dated.filter((at) => lasts(model2.ties[at]));
      const marks = dated.filter((at) => !lasts(model2.ties[at]));
      const rows = Math.min(bars.length, LONG);
      const [tall, pile] = pileHeight(marks);
      const height = tall + rows * 13;
      const picture = drawn(
        "svg",
        {
          viewBox: `0 0 ${width} ${height + 22}`,
          width,
          height: height + 22,
          role: "img",
          "aria-label": words2.say("timeline.label", { n: dated.length })
        },
        axis(x, low, high, height),
        markRows(marks, x, tall, pile, each),
        barRows(bars.slice(0, LONG), x, tall + 4, high, width)
      );
      return [
        el(
          "p",
          { class: "soft" },
          words2.say("timeline.says", { n: dated.length }),
          " ",
          undated ? words2.say("timeline.undated", { n: undated }) : "",
          bars.length > LONG ? ` ${words2.say("timeline.long", { n: bars.length - LONG })}` : ""
        ),
        picture
      ];
    }
    function axis(x, low, high, height) {
      const step = [1, 2, 5, 10, 20, 50, 100, 200].find((years) => x(low + years) - x(low) > 44) ?? 500;
      const ticks = [];
      for (let year = Math.ceil(low / step) * step; year <= high; year += step) ticks.push(year);
      return ticks.map(
        (year) => drawn(
          "g",
          { class: "tick" },
          drawn("path", { d: `M${x(year)} 0V${height}` }),
          drawn("text", { x: x(year), y: height + 15, "text-anchor": "middle" }, String(year))
        )
      );
    }
    function extent(dated) {
      const ends = dated.flatMap((at) => model2.ties[at].when.slice(0, 2)).filter((year) => year !== null && year < 9999);
      const [low, high] = [Math.min(...ends), Math.max(...ends)];
      if (limits) return limits;
      return high - low < 8 ? [low - 4, high + 4] : [low, high];
    }
    const pileOf = (at) => model2.ties[at].when[0] ?? model2.ties[at].when[1];
    function pileHeight(marks) {
      const tallest = Math.max(
        0,
        ...[
          ...marks.reduce((piles, at) => piles.set(pileOf(at), (piles.get(pileOf(at)) ?? 0) + 1), /* @__PURE__ */ new Map()).values()
        ]
      );
      const each = Math.max(1.4, Math.min(11, 180 / Math.max(1, tallest) - 1));
      return [Math.max(12, tallest * (each + 1) + 8), each];
    }
    function markRows(marks, x, bottom, high, each) {
      const piles = /* @__PURE__ */ new Map();
      const wide = Math.max(2, Math.min(14, each - 1));
      return marks.map((at) => {
        const row = (piles.get(pileOf(at)) ?? 0) + 1;
        piles.set(pileOf(at), row);
        return mark(at, {
          x: x(pileOf(at)) + 0.5,
          y: bottom - row * (high + 1),
          width: wide,
          height: high,
          rx: Math.min(2, high / 3)
        });
      });
    }
    function mark(at, place) {
      const colour = colourOf(model2.ties[at]);
      const look = doubtful(at) ? { fill: "none", stroke: colour } : { fill: colour };
      return drawn(
        "rect",
        { ...place, ...look, class: "mark", click: () => panel2.look({ tie: model2.ties[at].id }) },
        hint(model2.ties[at])
      );
    }
    function barRows(bars, x, top, high, width) {
      return bars.map((at, row) => {
        const tie = model2.ties[at];
        const [first, last] = tie.when;
        const [left, right] = [x(first ?? -Infinity), x(last === null ? high + 1 : last + 1)];
        const y = top + row * 13;
        const inside = left > width / 2;
        return drawn(
          "g",
          {},
          mark(at, { x: left, y, width: Math.max(3, right - left), height: 9, rx: 2, "fill-opacity": 0.6 }),
          drawn(
            "text",
            {
              class: "bar",
              x: inside ? left - 4 : left + 5,
              y: y + 8,
              "text-anchor": inside ? "end" : "start"
            },
            words2.cut(title(tie), 64)
          )
        );
      });
    }
    return { draw, facts };
  };

  // graph/maps/templates/scripts/unfolded.js
  function unfolded(data2, shared) {
    if (!data2.apart) return data2;
    const { nodes } = data2;
    const edges = data2.edges.map(([a, b, ties2, unsure, derived]) => ({
      from: nodes[a].id,
      to: nodes[b].id,
      ties: ties2,
      ...unsure && { unsure },
      ...derived && { derived: true }
    }));
    const actors = {};
    const byId = new Map(nodes.map((node) => [node.id, node]));
    for (const [id, ties2] of Object.entries(data2.actors)) {
      const { search: search2, ...told } = shared.actors[id];
      if (byId.has(id)) byId.get(id).search = search2;
      actors[id] = ties2 ? { ...told, ...ties2.length && { ties: ties2 } } : { names: told.names };
    }
    const ties = data2.ties.map(([number, share]) => ({ ...shared.ties[number], share }));
    return { ...data2, edges, actors, ties, words: shared.words };
  }

  // graph/maps/templates/scripts/words.js
  var wordsOf = (tables, state2) => {
    const own = () => tables[state2.now.lang] ?? tables.en;
    const tag = () => state2.now.lang in tables ? state2.now.lang : "en";
    const VALUE = /\{(\w+)\}/g;
    const BRANCH = / (\w+) \{((?:[^{}]|\{\w+\})*)\}/g;
    const CHOICE = /\{(\w+), (plural|select),((?: \w+ \{(?:[^{}]|\{\w+\})*\})+)\}/g;
    function say(key, values = {}) {
      const message = own()[key] ?? tables.en[key] ?? key;
      const chosen = message.includes(", ") ? message.replace(CHOICE, (_, name2, way, branches) => branch(way, values[name2], branches)) : message;
      return chosen.replace(
        VALUE,
        (whole, name2) => typeof values[name2] === "number" ? number(values[name2]) : values[name2] ?? whole
      );
    }
    function branch(way, value, branches) {
      const of = Object.fromEntries([...branches.matchAll(BRANCH)].map(([, key, text]) => [key, text]));
      if (way === "select") return of[value] ?? of.other;
      return (of[(rules[tag()] ??= new Intl.PluralRules(ruled())).select(value)] ?? of.other).replace(
        "#",
        number(value)
      );
    }
    const ruled = () => Intl.PluralRules.supportedLocalesOf(tag()).length ? tag() : { kk: "tr" }[tag()] ?? "en";
    const formats = {};
    const rules = {};
    const number = (n) => (formats[tag()] ??= new Intl.NumberFormat({ en: "en-GB", kk: "ru" }[tag()] ?? tag())).format(n);
    const term = (sort, name2) => own()[`${sort}.${name2}`] ?? tables.en[`${sort}.${name2}`] ?? String(name2).replaceAll("-", " ").toLowerCase();
    function date(edtf) {
      if (!edtf.includes("/")) return point2(edtf);
      const [from, to] = edtf.split("/");
      if (!from || from === "..") return say("date.until", { date: point2(to, true) });
      if (to === "..") return say("date.since", { date: point2(from, true) });
      return to ? `${point2(from)} – ${point2(to)}` : say("date.from", { date: point2(from, true) });
    }
    function point2(text, bent = false) {
      const [year, month, day] = text.replace(/[?~%]/g, "").split("-");
      const plain = pointOf(year, month, day, bent);
      return plain + (year === "XXXX" ? `, ${say("date.noyear")}` : "") + (/[?%]/.test(text) ? `, ${say("date.unsure")}` : "") + (text.includes("~") ? `, ${say("date.about")}` : "");
    }
    function pointOf(year, month, day, bent) {
      if (/^\d{3}X$/.test(year))
        return say("date.decade", {
          decade: `${year.slice(0, 3)}0`,
          vowel: "13469".includes(year[2]) ? "back" : "front"
        });
      const told = year === "XXXX" ? void 0 : year.replaceAll("X", "·");
      if (month in SEASONS) return [say(SEASONS[month]), told].filter(Boolean).join(" ");
      if (!/^(0[1-9]|1[0-2])$/.test(month ?? "")) return told ?? "";
      const known = /^\d\d$/.test(day ?? "");
      const named2 = say(known || bent ? "date.months.day" : "date.months").split(", ")[month - 1];
      const values = { day: known ? String(Number(day)) : "", month: named2, year: told ?? "" };
      return say(`date${known ? ".day" : ""}.month${told ? ".year" : ""}`, values);
    }
    const SEASONS = { 21: "date.spring", 22: "date.summer", 23: "date.autumn", 24: "date.winter" };
    function language(tags) {
      if (!tags) return say("names.also");
      return tags.split(" ").map((one) => own()[`language.${one}`] ?? named(one)).join(", ");
    }
    function named(one) {
      try {
        return new Intl.DisplayNames([tag()], { type: "language" }).of(one);
      } catch {
        return one;
      }
    }
    const writing = (written) => written.find(([, tags]) => tags.split(" ").includes(tag())) ?? written[0];
    const name = (written) => writing(written)[0];
    const made = (written) => writing(written)[2];
    const note = ({ note: own2, notes }) => notes?.[tag()] ?? own2;
    const cut = (text, longest) => text.length > longest ? `${[...text].slice(0, longest - 1).join("")}…` : text;
    return { say, term, date, language, name, made, note, number, cut, tag };
  };

  // graph/maps/templates/scripts/map.js
  var MOST_SHAKEN = 5e3;
  var $ = (id) => document.getElementById(id);
  var data = unfolded(JSON.parse($("data").textContent), window.elshiFacts);
  var box = $("map");
  data.turned = !data.land && box.clientHeight > 1.1 * box.clientWidth;
  if (data.turned) for (const node of data.nodes) [node.x, node.y] = [node.y, node.x];
  var state = stateOf(data);
  var words = wordsOf(data.words, state);
  var model = modelOf(data, state);
  var light = lightOf(data, state);
  var selection = selectionOf(model, state);
  var scene = sceneOf(model, light, selection, data);
  var stage = stageOf(box, data, model);
  var labels = labelsOf(data, model, words, selection, scene, stage);
  var { network, canvas } = stage;
  var panel = panelOf(data, model, words, state, selection, (ids) => flight.fly(ids));
  var flight = flightOf(box, model, stage, $("panel"), $("drawer"));
  var filters = filtersOf(data, model, words, state, light, scene);
  var search = searchOf(
    data,
    model,
    words,
    (hit) => panel.look(
      hit.tie === void 0 ? { at: hit.actor, and: hit.and } : { tie: hit.tie },
      hit.tie === void 0 && hit.and === void 0 ? [hit.actor] : void 0
    )
  );
  var drawers = {
    timeline: timelineOf(model, words, state, selection, panel, light, data.period && model.years),
    matrix: matrixOf(model, words, state, selection, panel),
    compare: compareOf(data, model, words, state, light, panel),
    table: tableOf(model, words, state, selection, panel)
  };
  var heading = () => data.title[words.tag()];
  var { figure } = figureOf(
    data,
    model,
    words,
    state,
    light,
    selection,
    scene,
    labels,
    stage,
    filters,
    heading
  );
  var save = saveOf(data, model, words, figure, heading, (key) => announce(words.say(key)));
  stage.painter = painterOf(data, model, scene, labels, light, selection, stage);
  pointerOf(box, model, words, stage, selection, scene, $("tip"), flight);
  function announce(text) {
    $("said").textContent = text;
    $("said").classList.add("seen");
    setTimeout(() => $("said").classList.remove("seen"), 2600);
  }
  function speak() {
    document.documentElement.lang = words.tag();
    for (const part of document.querySelectorAll("[data-say]")) part.textContent = words.say(part.dataset.say);
    for (const part of document.querySelectorAll("[data-label]")) {
      part.setAttribute("aria-label", words.say(part.dataset.label));
      if (part.matches("button, summary")) part.title = words.say(part.dataset.label);
    }
    $("search").placeholder = words.say("search.placeholder");
    $("heading").textContent = heading();
    $("lang").value = words.tag();
    document.title = words.cut(heading(), 120);
    $("made").textContent = words.tag() === "en" || !data.madeOf ? data.made : data.madeOf.map(([key, values]) => words.say(key, values)).join(" ");
    box.querySelector(".vis-network").setAttribute("aria-label", words.say("map.label"));
    labels.name();
  }
  function showPanel(before) {
    const open = selection.any();
    $("panel").hidden = !open;
    document.body.classList.toggle("looking", open);
    $("panel").replaceChildren(
      ...open ? panel.describe().flat(Infinity).filter((part) => part !== "") : []
    );
    const same = before && ["at", "and", "tie"].every((key) => before[key] === state.now[key]);
    if (same) return;
    $("panel").scrollTop = 0;
    if (open) $("panel").focus({ preventScroll: true });
  }
  function showDrawer() {
    const kind = state.now.show in drawers ? state.now.show : "";
    $("drawer").hidden = !kind;
    document.body.dataset.show = kind;
    for (const button of document.querySelectorAll("[data-show]"))
      button.setAttribute("aria-pressed", String(button.dataset.show === kind));
    if (!kind) {
      $("drawn").replaceChildren();
      return;
    }
    $("drawer-title").textContent = words.say(`show.${kind}`);
    $("drawn").replaceChildren(
      ...drawers[kind].draw($("drawer").clientWidth - 40).flat(Infinity).filter((part) => part !== "")
    );
  }
  var FILTERS = ["from", "to", "undated", "sure", "source", "least"];
  function follow(now, before) {
    const lists = !before || String(now.hide) !== String(before.hide);
    const filtered = lists || FILTERS.some((key) => now[key] !== before[key]);
    const spoken = !before || now.lang !== before.lang;
    if (filtered) model.filter();
    if (!before || now.theme !== before.theme) {
      light.read();
      light.version = (light.version ?? 0) + 1;
    }
    if (spoken) speak();
    if (filtered || spoken || ["at", "and", "tie", "aside"].some((key) => now[key] !== before[key]))
      selection.follow();
    filters.follow();
    for (const link of document.querySelectorAll(".leads a"))
      link.setAttribute("href", `${link.getAttribute("href").split("#")[0]}#${state.taken()}`);
    $("none").hidden = model.seen.nodes.length > 0;
    showPanel(before);
    showDrawer();
    stage.repaint();
  }
  state.on(follow);
  for (const button of document.querySelectorAll("[data-show]"))
    button.addEventListener(
      "click",
      () => state.set({ show: state.now.show === button.dataset.show ? "" : button.dataset.show })
    );
  for (const button of document.querySelectorAll("[data-save]"))
    button.addEventListener("click", () => {
      save[button.dataset.save]();
      $("save").open = false;
    });
  $("lang").addEventListener("change", () => state.set({ lang: $("lang").value }));
  $("theme").addEventListener("click", () => state.set({ theme: light.isDark() ? "light" : "dark" }));
  $("closer").addEventListener("click", () => flight.zoom(1.35));
  $("farther").addEventListener("click", () => flight.zoom(1 / 1.35));
  $("whole").addEventListener("click", () => flight.whole(true));
  $("drawer-close").addEventListener("click", () => state.set({ show: "" }));
  $("physics").closest("label").hidden = model.edges.length > MOST_SHAKEN;
  $("physics").addEventListener("change", (event) => shake(event.target.checked));
  function shake(on) {
    if (on && !network.body.data.edges.length) {
      stage.known(model.nodes);
      network.body.data.edges.add(
        model.edges.map((edge, id) => ({ id, from: edge.from, to: edge.to, hidden: false }))
      );
    }
    network.setOptions({ physics: { enabled: on, solver: "forceAtlas2Based", stabilization: false } });
  }
  network.on("initRedraw", () => {
    if (!$("physics").checked) return;
    for (const [id, place] of Object.entries(network.getPositions())) Object.assign(model.byId.get(id), place);
    scene.counts.moved += 1;
    stage.stale();
  });
  keysOf(box, model, state, stage, flight, search, $("save"));
  light.theme.addEventListener("change", () => follow(state.now));
  addEventListener("resize", () => {
    showDrawer();
  });
  follow(state.now);
  flight.whole(false);
  if (selection.any()) flight.fly([...selection.lit.nodes]);
  requestAnimationFrame(() => setTimeout(() => performance.mark("usable")));
  window.elshi = {
    fold,
    slug,
    network,
    state,
    model,
    words,
    figure,
    find: search.find,
    names: () => labels.at(network.getScale()),
    select: (change) => panel.look(change),
    click: (id) => selection.click(model.byId.get(id)),
    spot: (id) => network.canvasToDOM(model.byId.get(id)),
    canvas,
    repaint: stage.repaint,
    lit: () => [...selection.lit.nodes],
    lines: scene.lines,
    numbers: () => scene.bundles(network.getScale()).map(({ text }) => text)
  };
})();
