/* Comparing: two actors or two periods side by side, each with its own small picture in the same
   places, its numbers by kind, and those it has most to do with. */

import { drawn, el } from "./elements.js";
import { outlined } from "./light.js";
import { CERTAIN, POSSIBLE } from "./model.js";

export const compareOf = (data, model, words, state, light, panel) => {
  const { say, number } = words;

  /** What is compared: ``versus`` of the state as actors' ids or as ranges of years; else a first guess. */
  function sides() {
    const { versus, at, and } = state.now;
    if (versus.length === 2) return versus.map(read);
    const best = [...model.seen.nodes]
      .filter((node) => node.tie === undefined)
      .sort((a, b) => b.degree - a.degree);
    const first = model.byId.get(at) ?? best[0];
    const second = model.byId.get(and) ?? best.find((node) => node !== first);
    return [first, second].filter(Boolean).map((node) => ({ actor: node }));
  }

  function read(text) {
    const years = /^(\d{1,4})-(\d{1,4})$/.exec(text);
    return years
      ? { from: Number(years[1]), to: Number(years[2]) }
      : { actor: model.byId.get(text) ?? model.seen.nodes[0] };
  }

  const written = (side) => (side.actor ? side.actor.id : `${side.from}-${side.to}`);

  function draw(width) {
    const two = sides();
    if (two.length < 2) return [el("p", { class: "soft" }, say("empty.now"))];
    const periods = two[0].from !== undefined;
    const other = () => state.set({ versus: periods ? [] : halves() });
    const change = (at, side) =>
      state.set({ versus: two.map((one, place) => written(place === at ? side : one)) });
    return [
      el(
        "p",
        {},
        model.years
          ? el(
              "button",
              { type: "button", class: "plain", click: other },
              say(periods ? "compare.actors" : "compare.periods"),
            )
          : "",
      ),
      el(
        "div",
        { class: "sides" },
        two.map((side, at) => column(side, Math.min(560, width / 2 - 30), (next) => change(at, next))),
      ),
    ];
  }

  function halves() {
    const [low, high] = model.years;
    const middle = Math.floor((Math.max(low, high - 40) + high) / 2);
    return [`${Math.max(low, high - 40)}-${middle}`, `${middle + 1}-${high}`];
  }

  function column(side, width, change) {
    const there = side.actor
      ? model.seen.ties
      : model.tiesBetween(side.from, side.to, new Uint8Array(model.ties.length));
    const facts = side.actor
      ? side.actor.facts.filter((at) => there[at])
      : model.ties.map((_, at) => at).filter((at) => there[at] === CERTAIN || there[at] === POSSIBLE);
    const set = new Set(facts);
    const lines = model.edges.filter(
      (edge) =>
        edge.ties.some((at) => set.has(at)) &&
        (!side.actor || edge.a === side.actor || edge.b === side.actor),
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
        say("count.links", { n: lines.length }),
      ),
      bars(facts),
      partners(set, side),
    );
  }

  function chooser(side, change) {
    if (side.from !== undefined) {
      const year = (key, label) =>
        el("input", {
          type: "number",
          "aria-label": say(label),
          value: side[key],
          min: model.years[0],
          max: model.years[1],
          change: (event) => change({ ...side, [key]: Number(event.target.value) }),
        });
      return el("p", { class: "choose" }, year("from", "time.from"), " – ", year("to", "time.to"));
    }
    const options = model.seen.nodes
      .filter((node) => node.tie === undefined)
      .sort((a, b) => a.label.localeCompare(b.label, words.tag()));
    return el(
      "p",
      { class: "choose" },
      el(
        "select",
        {
          "aria-label": say("compare.actor"),
          change: (event) => change({ actor: model.byId.get(event.target.value) }),
        },
        options.map((node) =>
          el("option", { value: node.id, selected: node === side.actor }, words.cut(node.label, 60)),
        ),
      ),
    );
  }

  /** The lines of one side at the places of the whole map. */
  function picture(lines, side, width) {
    const xs = model.nodes.map((node) => node.x);
    const ys = model.nodes.map((node) => node.y);
    const [left, top, right, bottom] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    const size = Math.max(right - left, 1.6 * (bottom - top), 1);
    const near = new Set(lines.flatMap((edge) => [edge.a, edge.b]));
    const ends = lines
      .slice(0, 4000)
      .map(({ a, b }) => `M${a.x} ${a.y}L${b.x} ${b.y}`)
      .join("");
    return drawn(
      "svg",
      {
        viewBox: `${left - 20} ${top - 20} ${right - left + 40} ${bottom - top + 40}`,
        width,
        height: width / 1.6,
        "aria-hidden": "true",
        class: "small",
      },
      drawn("path", {
        d: ends,
        stroke: light.colours.soft,
        "stroke-opacity": 0.5,
        "stroke-width": size / 900,
        fill: "none",
      }),
      [...near].map((node) =>
        drawn("path", {
          d: outlined("circle", node.x, node.y, Math.max(node.size, size / 160)),
          fill: node === side.actor ? light.colours.accent : light.colour(node),
        }),
      ),
    );
  }

  function bars(facts) {
    const tally = new Map();
    for (const at of facts)
      tally.set(model.sortOf(model.ties[at]), (tally.get(model.sortOf(model.ties[at])) ?? 0) + 1);
    const most = Math.max(1, ...tally.values());
    return el(
      "table",
      { class: "bars" },
      el(
        "tbody",
        {},
        [...tally]
          .sort((a, b) => b[1] - a[1])
          .map(([sort, n]) =>
            el(
              "tr",
              {},
              el("th", { scope: "row" }, words.term("labels", sort)),
              el(
                "td",
                {},
                el("span", { class: "bar", style: `inline-size:${Math.max(1, (70 * n) / most)}%` }),
                ` ${number(n)}`,
              ),
            ),
          ),
      ),
    );
  }

  /** Who had most to do with a side: in how many of its facts. */
  function partners(facts, side) {
    const tally = new Map();
    for (const node of model.nodes) {
      if (node.tie !== undefined || node === side.actor) continue;
      const theirs = side.actor ? model.between(side.actor, node) : node.facts;
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
          { type: "button", class: "to", dir: "auto", click: () => panel.look({ at: node.id }) },
          words.cut(node.label, 60),
        ),
        ` ${number(n)}`,
      ]),
    );
  }

  return { draw };
};
