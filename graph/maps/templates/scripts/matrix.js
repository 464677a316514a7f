/* The matrix: the best-tied actors in rows and columns, darker where more joins a pair; and the
   table, which tells the whole map in rows, for those who read rather than see. */

"use strict";

const MOST_IN_MATRIX = 24;
const MOST_IN_TABLE = 2000;

const matrixOf = (model, words, state, selection, panel) => {
  /** The actors of the matrix: those of the selection with the most lines, else of the map. */
  function actors(width) {
    const most = Math.max(6, Math.min(MOST_IN_MATRIX, Math.floor((width - 190) / 26)));
    const pool = selection.any() ? model.seen.nodes.filter((node) => selection.lit.nodes.has(node.id)) : model.seen.nodes;
    return [...pool].sort((a, b) => Number(selection.isChosen(b.id)) - Number(selection.isChosen(a.id)) || b.degree - a.degree).slice(0, most);
  }

  function draw(width) {
    const chosen = actors(width);
    if (!chosen.length) return [el("p", { class: "soft" }, words.say("empty.now"))];
    const largest = Math.max(1, ...chosen.flatMap((a) => chosen.map((b) => (a === b ? 0 : model.between(a, b).length))));
    const head = el("tr", {}, el("td"), chosen.map((node) => el("th", { scope: "col" }, el("span", { dir: "auto" }, words.cut(node.label, 22)))));
    const rows = chosen.map((a) => el("tr", {}, el("th", { scope: "row", dir: "auto" }, words.cut(a.label, 26)), chosen.map((b) => cell(a, b, largest))));
    return [el("p", { class: "soft" }, words.say("matrix.says", { n: chosen.length })),
      el("table", { class: "matrix" }, el("thead", {}, head), el("tbody", {}, rows))];
  }

  function cell(a, b, largest) {
    if (a === b) return el("td", { class: "self" });
    const n = model.between(a, b).length;
    if (!n) return el("td");
    const shade = Math.round(12 + 88 * Math.sqrt(n / largest));
    const open = () => panel.look({ at: a.id, and: b.id });
    const label = `${a.label} – ${b.label}: ${words.say("count.facts", { n })}`;
    return el("td", {}, el("button", { type: "button", style: `--shade:${shade}%`, class: shade > 55 ? "dark" : "", "aria-label": label, title: label, click: open }, String(n)));
  }

  return { draw };
};

const tableOf = (model, words, state, selection, panel) => {
  function draw() {
    const actors = [...model.seen.nodes].filter((node) => node.tie === undefined).sort((a, b) => b.degree - a.degree || (a.label < b.label ? -1 : 1));
    const facts = model.ties.map((_, at) => at).filter((at) => model.seen.ties[at]);
    return [...part("table.actors", ["table.name", "table.kind", "table.others", "table.facts"], actors, actorRow),
      ...part("table.ties", ["table.date", "table.name", "table.kind", "table.parties", "table.sources"], facts, factRow)];
  }

  function part(caption, columns, things, row) {
    const more = things.length - MOST_IN_TABLE;
    return [el("table", { class: "rows" }, el("caption", {}, words.say(caption, { n: things.length })),
      el("thead", {}, el("tr", {}, columns.map((key) => el("th", { scope: "col" }, words.say(key))))),
      el("tbody", {}, things.slice(0, MOST_IN_TABLE).map(row))), more > 0 ? el("p", { class: "soft" }, words.say("more", { n: more })) : ""];
  }

  const open = (change, text) => el("button", { type: "button", class: "to", dir: "auto", click: () => panel.look(change) }, text);

  function actorRow(node) {
    const facts = node.facts.filter((at) => model.seen.ties[at]).length;
    return el("tr", {}, el("th", { scope: "row" }, open({ at: node.id }, node.label)), el("td", {}, words.term("label", node.group)), el("td", { class: "n" }, words.number(node.degree)), el("td", { class: "n" }, words.number(facts)));
  }

  function factRow(at) {
    const tie = model.ties[at];
    const actors = tie.standing ? tie.standing.slice(1) : Object.values(tie.roles ?? {}).flat().map((one) => (Array.isArray(one) ? one[0] : one));
    const name = tie.standing ? words.term("relation", tie.standing[0]) : words.name(tie.names);
    const unsure = tie.unsure ? ` (${words.say("unsure")})` : "";
    return el("tr", {}, el("td", {}, tie.date ? words.date(tie.date) : words.say("date.undated")), el("th", { scope: "row" }, open({ tie: tie.id }, name), unsure),
      el("td", {}, tie.standing ? words.term("label", "standing") : panel.kindOf(tie)), el("td", { dir: "auto" }, actors.map(panel.nameOf).join(", ")), el("td", {}, (tie.cited ?? []).map(([source, sections]) => [source, ...sections].join(" ")).join("; ")));
  }

  return { draw };
};
