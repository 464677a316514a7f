/* The filters: the range of years with its play, the undated, and the legend whose entries switch
   what they stand for. The counts follow. */

"use strict";

const filtersOf = (data, model, words, state, light) => {
  const $ = (id) => document.getElementById(id);
  const { say, number } = words;
  const [low, high] = [$("from"), $("to")];
  const [first, last] = model.years ?? [0, 0];
  let playing;

  const range = () => [state.now.from ?? first, state.now.to ?? last];
  const asChange = (from, to) => ({ from: from <= first && to >= last ? undefined : from, to: from <= first && to >= last ? undefined : to });

  /** How many facts each year has, certainly and possibly, as small columns over the slider. */
  function histogram() {
    const [w, h] = [last - first + 1, 26];
    const sure = new Array(w).fill(0);
    for (const tie of model.ties) if (tie.when && tie.when[0] !== null && tie.when[0] >= first && tie.when[0] <= last) sure[tie.when[0] - first] += 1;
    const most = Math.max(1, ...sure);
    const columns = sure.map((n, at) => n && drawn("rect", { x: at + 0.1, y: h - Math.max(1, h * Math.sqrt(n / most)), width: 0.8, height: h, "data-year": first + at })).filter(Boolean);
    $("years").replaceChildren(drawn("svg", { viewBox: `0 0 ${w} ${h}`, preserveAspectRatio: "none", "aria-hidden": "true" }, columns));
  }

  function showRange() {
    const [from, to] = range();
    [low.value, high.value] = [from, to];
    $("range").textContent = from === to ? String(from) : `${from} – ${to}`;
    for (const rect of $("years").querySelectorAll("rect")) rect.classList.toggle("out", rect.dataset.year < from || rect.dataset.year > to);
    const span = Math.max(1, last - first);
    $("track").style.setProperty("--from", `${100 * (from - first) / span}%`);
    $("track").style.setProperty("--to", `${100 * (to - first) / span}%`);
    low.setAttribute("aria-valuetext", String(from));
    high.setAttribute("aria-valuetext", String(to));
  }

  function slide(passing) {
    const [a, b] = [Number(low.value), Number(high.value)];
    state.set(asChange(Math.min(a, b), Math.max(a, b)), { passing });
  }

  function play() {
    if (playing) { stop(); return; }
    const [from, to] = range();
    const wide = to - from >= last - first ? Math.min(4, last - first) : to - from;
    let at = to >= last ? first : from;
    const step = () => {
      state.set({ from: at, to: Math.min(last, at + wide) }, { passing: true });
      if (at + wide >= last) stop();
      at += 1;
    };
    playing = setInterval(step, 700);
    $("play").setAttribute("aria-pressed", "true");
    step();
  }

  function stop() {
    clearInterval(playing);
    if (playing) state.settle();
    playing = undefined;
    $("play").setAttribute("aria-pressed", "false");
  }

  if (model.years) {
    for (const slider of [low, high]) {
      Object.assign(slider, { min: first, max: last });
      slider.addEventListener("input", () => { stop(); slide(true); });
      slider.addEventListener("change", () => slide(false));
    }
    $("play").addEventListener("click", play);
    histogram();
  } else $("time").hidden = true;
  $("undated").addEventListener("change", (event) => state.set({ undated: event.target.checked }));

  /** How much is shown, in one line. */
  function counts() {
    const { seen } = model;
    const timed = state.now.from !== undefined || state.now.to !== undefined;
    const told = [say("count.actors", { n: seen.nodes.filter((node) => node.tie === undefined).length }), say("count.links", { n: seen.edges.length })];
    if (timed) told.push(say("count.certain", { n: seen.certain }), say("count.possible", { n: seen.possible }));
    else told.push(say("count.facts", { n: seen.certain + seen.possible + seen.undated }));
    if (seen.undated && timed) told.push(say("count.undated", { n: seen.undated }));
    if (seen.hidden) told.push(say("count.hidden", { n: seen.hidden }));
    return told.join(" · ");
  }

  // ------------------------------------------------------------------------------- the legend

  const written = { look: "", numbers: new Map() };

  function swatch(shape, colour, hollow) {
    const path = { d: outlined(shape, 7.5, 7.8, 5.6), fill: hollow ? "none" : colour, stroke: hollow ? colour : "none", "stroke-width": 2 };
    return drawn("svg", { width: 15, height: 15, "aria-hidden": "true" }, drawn("path", path));
  }

  function chip(key, mark, text, n) {
    const on = !state.now.hide.includes(key);
    const toggle = () => state.set({ hide: on ? [...state.now.hide, key] : state.now.hide.filter((one) => one !== key) });
    return el("li", {}, el("button", { type: "button", class: "chip", "aria-pressed": String(on), "data-key": key, click: toggle }, mark, `${text} `, numbered(key, n)));
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
    return [...found].sort((a, b) => b[1][0] - a[1][0] || (a[0] < b[0] ? -1 : 1)).map(([key, [, here]]) => [key, here]);
  }

  /** The entries of the legend as data: actors' labels, kinds of ties, colours, with what is shown of each. */
  function entries() {
    const actors = tally(model.nodes.filter((node) => node.tie === undefined), (node) => node.group, (node) => node.shown);
    const ties = tally(model.ties, model.sortOf, (tie) => model.seen.ties[model.tieAt.get(tie.id)]);
    const colours = (data.colours ?? []).map(({ colour, names, key, n }) => ({ css: light.colours[`c${colour}`], name: key ? words.term(...key) : names[words.tag()] ?? names.en, n }));
    return { actors, ties, colours };
  }

  const dash = (how) => drawn("svg", { width: 26, height: 12, "aria-hidden": "true" }, drawn("path", { d: "M1 6H25", stroke: "currentColor", "stroke-width": 1.5, "stroke-dasharray": how }));

  /** Write the legend anew where it has other words or switches, else its numbers alone. */
  function legend() {
    const found = entries();
    const look = [words.tag(), state.now.hide, light.version, state.now.from !== undefined].join(" ");
    if (written.look === look) {
      for (const [key, n] of [...found.actors, ...found.ties]) written.numbers.get(key).textContent = number(n);
      return;
    }
    written.look = look;
    writeLegend(found);
  }

  function writeLegend({ actors, ties, colours }) {
    const active = document.activeElement?.dataset?.key;
    const plain = (group) => (colours.length ? light.colours.soft : light.colours[`c${light.look(group)[1]}`]);
    $("actors").replaceChildren(...actors.map(([group, n]) => chip(group, swatch(light.look(group)[0], plain(group), light.look(group)[2]), words.term("labels", group), n)));
    const inTwo = new Set(model.nodes.map((node) => node.tie === undefined ? "" : node.group));
    $("ties").replaceChildren(...ties.map(([sort, n]) => chip(sort, inTwo.has(sort) ? swatch(light.look(sort)[0], plain(sort), true) : "", words.term("labels", sort), n)));
    $("colours").replaceChildren(...colours.map(({ css, name, n }) => el("li", { class: "entry" }, swatch("circle", css), el("span", { dir: "auto" }, `${name} `), el("span", { class: "number" }, number(n)))));
    $("strokes").replaceChildren(...[
      model.edges.some((edge) => edge.doubt.size) ? el("li", { class: "entry" }, dash("5 4"), say("unsure")) : "",
      state.now.from !== undefined ? el("li", { class: "entry" }, dash("1.5 3"), say("time.possibly")) : ""].filter(Boolean));
    if (active) document.querySelector(`[data-key="${CSS.escape(active)}"]`)?.focus();
  }

  /** Bring everything to what the state says. */
  function follow() {
    if (model.years) showRange();
    const { seen } = model;
    $("undated").checked = state.now.undated ?? (state.now.from === undefined && state.now.to === undefined);
    $("undated").closest("label").hidden = !model.ties.some((tie) => !tie.when);
    $("undated-label").textContent = say("time.undated", { n: seen.undated + seen.hidden });
    $("counts").textContent = counts();
    legend();
  }

  return { follow, counts, entries, range, stop };
};
