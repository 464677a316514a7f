/* The matrix: the best-tied actors in rows and columns, darker where more joins a pair. */

import { el } from "./elements.js";

const MOST_IN_MATRIX = 24;

export const matrixOf = (model, words, state, selection, panel) => {
  /** The actors of the matrix: those of the selection with the most lines, else of the map. */
  function actors(width) {
    const most = Math.max(6, Math.min(MOST_IN_MATRIX, Math.floor((width - 190) / 26)));
    const everyone = model.seen.nodes.filter((node) => node.tie === undefined);
    const lit = everyone.filter((node) => selection.lit.nodes.has(node.id));
    const pool = selection.any() && lit.length > 1 ? lit : everyone;
    return [...pool]
      .sort(
        (a, b) => Number(selection.isChosen(b.id)) - Number(selection.isChosen(a.id)) || b.degree - a.degree,
      )
      .slice(0, most);
  }

  function draw(width) {
    const chosen = actors(width);
    if (!chosen.length) return [el("p", { class: "soft" }, words.say("empty.now"))];
    const largest = Math.max(
      1,
      ...chosen.flatMap((a) => chosen.map((b) => (a === b ? 0 : model.between(a, b).length))),
    );
    const head = el(
      "tr",
      {},
      el("td"),
      chosen.map((node) =>
        el("th", { scope: "col" }, el("span", { dir: "auto" }, words.cut(node.label, 22))),
      ),
    );
    const rows = chosen.map((a) =>
      el(
        "tr",
        {},
        el("th", { scope: "row", dir: "auto" }, words.cut(a.label, 26)),
        chosen.map((b) => cell(a, b, largest)),
      ),
    );
    return [
      el("p", { class: "soft" }, words.say("matrix.says", { n: chosen.length })),
      el("table", { class: "matrix" }, el("thead", {}, head), el("tbody", {}, rows)),
    ];
  }

  function cell(a, b, largest) {
    if (a === b) return el("td", { class: "self" });
    const n = model.between(a, b).length;
    if (!n) return el("td");
    const shade = Math.round(12 + 88 * Math.sqrt(n / largest));
    const open = () => panel.look({ at: a.id, and: b.id });
    const label = `${a.label} – ${b.label}: ${words.say("count.facts", { n })}`;
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
          click: open,
        },
        String(n),
      ),
    );
  }

  return { draw };
};
