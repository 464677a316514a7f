/* The filters: the range of years with its play, the undated, certainty, source and least number of facts.
   The counts and the legend follow. */

import { legendOf } from "./legend.js";
import { drawn, el } from "./elements.js";

/** The state without any filter. */
const NONE = {
  from: undefined,
  to: undefined,
  undated: undefined,
  hide: [],
  sure: undefined,
  source: "",
  least: undefined,
};

export const filtersOf = (data, model, words, state, light, scene) => {
  const $ = (id) => document.getElementById(id);
  const { say } = words;
  const legend = legendOf(data, model, words, state, light, scene);
  const [low, high] = [$("from"), $("to")];
  const [first, last] = model.years ?? [0, 0];
  let playing;

  const range = () => [state.now.from ?? first, state.now.to ?? last];
  const asChange = (from, to) => ({
    from: from <= first && to >= last ? undefined : from,
    to: from <= first && to >= last ? undefined : to,
  });

  /** How many facts each year has, certainly and possibly, as small columns over the slider. */
  function histogram() {
    const [w, h] = [last - first + 1, 26];
    const sure = new Array(w).fill(0);
    for (const { when } of model.ties) {
      if (!when || when[0] === null || when[1] === null || when[0] > last || when[1] < first) continue;
      // What is certain of no year, as "the nineties", is spread over all that it may be of.
      const spread = when[2] > when[3] ? when[1] - when[0] + 1 : 1;
      for (let year = when[0]; year < when[0] + spread; year += 1)
        if (year >= first && year <= last) sure[year - first] += 1 / spread;
    }
    const most = Math.max(1, ...sure);
    const columns = sure
      .map(
        (n, at) =>
          n &&
          drawn("rect", {
            x: at + 0.1,
            y: h - Math.max(1, h * Math.sqrt(n / most)),
            width: 0.8,
            height: h,
            "data-year": first + at,
          }),
      )
      .filter(Boolean);
    $("years").replaceChildren(
      drawn("svg", { viewBox: `0 0 ${w} ${h}`, preserveAspectRatio: "none", "aria-hidden": "true" }, columns),
    );
  }

  function showRange() {
    const [from, to] = range();
    [low.value, high.value] = [from, to];
    $("range").textContent = from === to ? String(from) : `${from} – ${to}`;
    for (const rect of $("years").querySelectorAll("rect"))
      rect.classList.toggle("out", rect.dataset.year < from || rect.dataset.year > to);
    const span = Math.max(1, last - first);
    $("track").style.setProperty("--from", `${(100 * (from - first)) / span}%`);
    $("track").style.setProperty("--to", `${(100 * (to - first)) / span}%`);
    low.setAttribute("aria-valuetext", String(from));
    high.setAttribute("aria-valuetext", String(to));
  }

  function slide(passing) {
    const [a, b] = [Number(low.value), Number(high.value)];
    state.set(asChange(Math.min(a, b), Math.max(a, b)), { passing });
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
      slider.addEventListener("input", () => {
        stop();
        slide(true);
      });
      slider.addEventListener("change", () => slide(false));
    }
    $("play").addEventListener("click", play);
    histogram();
  } else $("time").hidden = true;
  const filtered = () => Object.keys(NONE).some((key) => String(state.now[key]) !== String(NONE[key]));
  for (const button of document.querySelectorAll("[data-reset]"))
    button.addEventListener("click", () => state.set(NONE));
  $("sure").addEventListener("change", (event) => state.set({ sure: event.target.checked || undefined }));
  $("source").append(
    ...Object.entries(data.sources).map(([id, name]) => el("option", { value: id }, words.cut(name, 70))),
  );
  $("source").closest("label").hidden = Object.keys(data.sources).length < 2;
  $("source").addEventListener("change", (event) => state.set({ source: event.target.value }));
  $("least").addEventListener("change", (event) => {
    const n = Number(event.target.value);
    state.set({ least: n > 1 ? Math.round(n) : undefined });
  });
  $("undated").addEventListener("change", (event) => state.set({ undated: event.target.checked }));

  /** How much is shown, in one line. */
  function counts() {
    const { seen } = model;
    const timed = state.now.from !== undefined || state.now.to !== undefined;
    const told = [
      say("count.actors", { n: seen.nodes.filter((node) => node.tie === undefined).length }),
      say("count.links", { n: seen.edges.length }),
    ];
    if (timed)
      told.push(say("count.certain", { n: seen.certain }), say("count.possible", { n: seen.possible }));
    else told.push(say("count.facts", { n: seen.certain + seen.possible + seen.undated }));
    if (seen.undated && timed) told.push(say("count.undated", { n: seen.undated }));
    if (seen.hidden) told.push(say("count.hidden", { n: seen.hidden }));
    return told.join(" · ");
  }

  /** Bring everything to what the state says. */
  function follow() {
    if (model.years) showRange();
    const { seen } = model;
    $("undated").checked = state.now.undated ?? (state.now.from === undefined && state.now.to === undefined);
    $("undated").closest("label").hidden = !model.ties.some((tie) => !tie.when);
    $("undated-label").textContent = say("time.undated", { n: seen.undated + seen.hidden });
    $("counts").textContent = counts();
    $("sure").checked = Boolean(state.now.sure);
    $("source").value = state.now.source;
    $("least").value = state.now.least ?? 1;
    for (const button of document.querySelectorAll("[data-reset]")) button.hidden = !filtered();
    $("filter").classList.toggle(
      "on",
      ["sure", "source", "least"].some((key) => state.now[key]),
    );
    legend.follow();
  }

  return { follow, counts, filtered, named: legend.named, entries: legend.entries, range, stop };
};
