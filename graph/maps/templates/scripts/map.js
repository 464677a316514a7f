/* The page of a map: its parts are made here, told of each other, and kept to the state. */

import { compareOf } from "./compare.js";
import { figureOf } from "./figure.js";
import { filtersOf } from "./filters.js";
import { fold, slug } from "./fold.js";
import { flightOf } from "./flight.js";
import { keysOf } from "./keys.js";
import { labelsOf } from "./labels.js";
import { lightOf } from "./light.js";
import { matrixOf } from "./matrix.js";
import { modelOf } from "./model.js";
import { painterOf } from "./painting.js";
import { panelOf } from "./panel.js";
import { pointerOf } from "./pointer.js";
import { saveOf } from "./save.js";
import { sceneOf } from "./scene.js";
import { searchOf } from "./search.js";
import { selectionOf } from "./selection.js";
import { stageOf } from "./stage.js";
import { stateOf } from "./state.js";
import { tableOf } from "./table.js";
import { timelineOf } from "./timeline.js";
import { unfolded } from "./unfolded.js";
import { wordsOf } from "./words.js";

// Beyond so many links vis-network's physics would freeze the page: its switch is not offered.
const MOST_SHAKEN = 5000;

const $ = (id) => document.getElementById(id);
const data = unfolded(JSON.parse($("data").textContent), window.elshiFacts);
const box = $("map");
// A tall screen gets the map turned; a geographic one stays as the world is.
data.turned = !data.land && box.clientHeight > 1.1 * box.clientWidth;
if (data.turned) for (const node of data.nodes) [node.x, node.y] = [node.y, node.x];

const state = stateOf(data);
const words = wordsOf(data.words, state);
const model = modelOf(data, state);
const light = lightOf(data, state);
const selection = selectionOf(model, state);
const scene = sceneOf(model, light, selection, data);
const stage = stageOf(box, data, model);
const labels = labelsOf(data, model, words, selection, scene, stage);
const { network, canvas } = stage;
const panel = panelOf(data, model, words, state, selection, (ids) => flight.fly(ids));
const flight = flightOf(box, model, stage, $("panel"), $("drawer"));
const filters = filtersOf(data, model, words, state, light, scene);
const search = searchOf(data, model, words, (hit) =>
  panel.look(
    hit.tie === undefined ? { at: hit.actor, and: hit.and } : { tie: hit.tie },
    hit.tie === undefined && hit.and === undefined ? [hit.actor] : undefined,
  ),
);
const drawers = {
  timeline: timelineOf(model, words, state, selection, panel, light, data.period && model.years),
  matrix: matrixOf(model, words, state, selection, panel),
  compare: compareOf(data, model, words, state, light, panel),
  table: tableOf(model, words, state, selection, panel),
};
const heading = () => data.title[words.tag()];
const { figure } = figureOf(
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
  heading,
);
const save = saveOf(data, model, words, figure, heading, (key) => announce(words.say(key)));
stage.painter = painterOf(data, model, scene, labels, light, selection, stage);
pointerOf(box, model, words, stage, selection, scene, $("tip"), flight);

// --------------------------------------------------------------------- following the state

function announce(text) {
  $("said").textContent = text;
  $("said").classList.add("seen");
  setTimeout(() => $("said").classList.remove("seen"), 2600);
}

/** Every word of the page, in the language of the state. */
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
  $("made").textContent =
    words.tag() === "en" || !data.madeOf
      ? data.made
      : data.madeOf.map(([key, values]) => words.say(key, values)).join(" ");
  box.querySelector(".vis-network").setAttribute("aria-label", words.say("map.label"));
  labels.name();
}

function showPanel(before) {
  const open = selection.any();
  $("panel").hidden = !open;
  document.body.classList.toggle("looking", open);
  $("panel").replaceChildren(
    ...(open
      ? panel
          .describe()
          .flat(Infinity)
          .filter((part) => part !== "")
      : []),
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
    ...drawers[kind]
      .draw($("drawer").clientWidth - 40)
      .flat(Infinity)
      .filter((part) => part !== ""),
  );
}

const FILTERS = ["from", "to", "undated", "sure", "source", "least"];
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

// ------------------------------------------------------------------------------- the buttons

for (const button of document.querySelectorAll("[data-show]"))
  button.addEventListener("click", () =>
    state.set({ show: state.now.show === button.dataset.show ? "" : button.dataset.show }),
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

/** vis-network's own physics, for who wants to pull at the network; off at the start. */
function shake(on) {
  if (on && !network.body.data.edges.length) {
    stage.known(model.nodes);
    network.body.data.edges.add(
      model.edges.map((edge, id) => ({ id, from: edge.from, to: edge.to, hidden: false })),
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
  numbers: () => scene.bundles(network.getScale()).map(({ text }) => text),
};
