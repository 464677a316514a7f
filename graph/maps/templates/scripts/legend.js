/* The legend: what shapes, colours and strokes stand for, with how many of each are shown. Its entries switch
   what they stand for on and off. */

import { drawn, el } from "./elements.js";
import { outlined } from "./light.js";
import { DASHES } from "./scene.js";

// Two clicks within so many milliseconds are one double click.
const TWICE = 450;

export const legendOf = (data, model, words, state, light, scene) => {
  const $ = (id) => document.getElementById(id);
  const { say, number } = words;
  const written = { look: "", numbers: new Map() };

  function swatch(shape, colour, hollow) {
    const path = {
      d: outlined(shape, 7.5, 7.8, 5.6),
      fill: hollow ? "none" : colour,
      stroke: hollow ? colour : "none",
      "stroke-width": 2,
    };
    return drawn("svg", { width: 15, height: 15, "aria-hidden": "true" }, drawn("path", path));
  }

  let pressed = { key: "", at: -Infinity };

  /** A click switches an entry; a second one at once, or one with Alt, leaves it alone of its sort. */
  function press(event, key, others) {
    const twice = pressed.key === key && event.timeStamp - pressed.at < TWICE;
    pressed = { key, at: twice ? -Infinity : event.timeStamp };
    const rest = state.now.hide.filter((one) => one !== key && !others.includes(one));
    const alone = others.every((one) => state.now.hide.includes(one));
    if (twice || event.altKey) state.set({ hide: alone ? rest : [...rest, ...others] });
    else if (state.now.hide.includes(key)) state.set({ hide: state.now.hide.filter((one) => one !== key) });
    else state.set({ hide: [...state.now.hide, key] });
  }

  function chip(key, mark, text, n, all) {
    const on = !state.now.hide.includes(key);
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
          click: toggle,
        },
        mark,
        `${text} `,
        numbered(key, n),
      ),
    );
  }

  function numbered(key, n) {
    const span = el("span", { class: "number" }, number(n));
    written.numbers.set(key, span);
    return span;
  }

  /** Each sort of things with how many of it are shown; the most frequent sorts first. */
  function tally(things, sort, shown) {
    const found = new Map();
    for (const thing of things) {
      const [all, here] = found.get(sort(thing)) ?? [0, 0];
      found.set(sort(thing), [all + 1, here + (shown(thing) ? 1 : 0)]);
    }
    return [...found]
      .sort((a, b) => b[1][0] - a[1][0] || (a[0] < b[0] ? -1 : 1))
      .map(([key, [, here]]) => [key, here]);
  }

  /** The entries of the legend as data: labels of actors, kinds of ties, colours, with how many are shown. */
  function entries() {
    const actors = tally(
      model.nodes.filter((node) => node.tie === undefined),
      (node) => node.group,
      (node) => node.shown,
    );
    const ties = tally(model.ties, model.sortOf, (tie) => model.seen.ties[model.tieAt.get(tie.id)]);
    const coloured = tally(
      model.nodes.filter((node) => node.tie === undefined),
      (node) => `c${node.colour}`,
      (node) => node.shown,
    );
    const shown = Object.fromEntries(coloured);
    const colours = (data.colours ?? []).map(({ colour, names, key }) => ({
      key: `c${colour}`,
      css: light.colours[`c${colour}`],
      name: key ? words.term(...key) : (names[words.tag()] ?? names.en),
      n: shown[`c${colour}`] ?? 0,
    }));
    return { actors, ties, colours };
  }

  /** What a key of the legend is called. */
  const named = (key) => entries().colours.find((one) => one.key === key)?.name ?? words.term("labels", key);

  const stroke = (dash) => {
    const group = { dash, state: "plain" };
    const look = {
      d: "M2 6H25",
      stroke: scene.colour(group),
      "stroke-width": 1.6,
      "stroke-dasharray": DASHES[dash].join(" "),
      "stroke-linecap": dash === "derived" ? "round" : undefined,
    };
    return drawn("svg", { width: 27, height: 12, "aria-hidden": "true" }, drawn("path", look));
  };

  /** Write the legend anew where it has other words or switches, else its numbers alone. */
  function follow() {
    const found = entries();
    const look = [
      words.tag(),
      state.now.hide,
      light.version,
      state.now.from !== undefined,
      state.now.show,
    ].join(" ");
    if (written.look === look) {
      for (const [key, n] of [
        ...found.actors,
        ...found.ties,
        ...found.colours.map((one) => [one.key, one.n]),
      ])
        written.numbers.get(key).textContent = number(n);
      return;
    }
    written.look = look;
    writeLegend(found);
  }

  function writeLegend({ actors, ties, colours }) {
    const active = document.activeElement?.dataset?.key;
    const plain = (group) => light.ofLegend(group, colours.length);
    $("actors").replaceChildren(
      ...actors.map(([group, n]) =>
        chip(
          group,
          swatch(light.look(group)[0], plain(group), light.look(group)[2]),
          words.term("labels", group),
          n,
          actors,
        ),
      ),
    );
    const timeline = state.now.show === "timeline";
    const swatchOf = (sort) => {
      if (timeline) return swatch("square", light.ofLegend(sort));
      return inTwo.has(sort) ? swatch(light.look(sort)[0], plain(sort), true) : "";
    };
    const inTwo = new Set(model.nodes.map((node) => (node.tie === undefined ? "" : node.group)));
    $("ties").replaceChildren(
      ...ties.map(([sort, n]) => chip(sort, swatchOf(sort), words.term("labels", sort), n, ties)),
    );
    $("colours").replaceChildren(
      ...colours.map(({ key, css, name, n }) =>
        chip(
          key,
          swatch("circle", css),
          name,
          n,
          colours.map((one) => [one.key]),
        ),
      ),
    );
    const strokes = [
      ["dashed", "unsure", model.edges.some((edge) => edge.doubt.size)],
      ["dotted", "time.possibly", state.now.from !== undefined],
      ["derived", "stroke.derived", model.edges.some((edge) => edge.derived)],
      ["conflict", "stroke.conflict", model.ties.some((tie) => tie.label === "Incident")],
    ];
    $("strokes").replaceChildren(
      ...strokes
        .filter(([, , there]) => there)
        .map(([dash, key]) => el("li", { class: "entry" }, stroke(dash), say(key))),
      data.loose ? el("li", { class: "entry" }, say("areas.loose", data.loose)) : "",
    );
    if (active) document.querySelector(`[data-key="${CSS.escape(active)}"]`)?.focus();
  }

  return { follow, entries, named };
};
