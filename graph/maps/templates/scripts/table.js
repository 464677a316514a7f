/* The table: the whole map in rows, for those who read rather than see. Its columns sort, and it is saved as
   CSV for a spreadsheet. */

import { el } from "./elements.js";
import { hand } from "./save.js";

const MOST = 2000;

export const tableOf = (model, words, state, selection, panel) => {
  // By which column each table is sorted, and whether upwards; unsorted, actors come by ties, facts by date.
  const order = {};

  const factsOf = (node) => node.facts.filter((at) => model.seen.ties[at]).length;

  const ACTORS = [
    ["table.name", (node) => node.label, (node) => open({ at: node.id }, node.label)],
    ["table.kind", (node) => words.term("label", node.group)],
    ["table.others", (node) => model.neighbours(node).size],
    ["table.facts", factsOf],
  ];
  const FACTS = [
    [
      "table.date",
      ({ date }) => date ?? "",
      ({ date }) => (date ? words.date(date) : words.say("date.undated")),
    ],
    ["table.name", nameOf, (tie) => [open({ tie: tie.id }, nameOf(tie)), unsure(tie)]],
    ["table.kind", (tie) => (tie.standing ? words.term("label", "standing") : panel.kindOf(tie))],
    ["table.parties", (tie) => partiesOf(tie).map(panel.nameOf).join(", ")],
    [
      "table.sources",
      (tie) => (tie.cited ?? []).map(([source, parts]) => [source, ...parts].join(" ")).join("; "),
    ],
  ];

  const open = (change, text) =>
    el("button", { type: "button", class: "to", dir: "auto", click: () => panel.look(change) }, text);
  const unsure = (tie) => (tie.unsure ? ` (${words.say("unsure")})` : "");

  function nameOf(tie) {
    return tie.standing ? words.term("relation", tie.standing[0]) : words.name(tie.names);
  }

  function partiesOf(tie) {
    if (tie.standing) return tie.standing.slice(1);
    const parties = Object.values(tie.roles ?? {}).flat();
    return [...new Set(parties.map((party) => (Array.isArray(party) ? party[0] : party)))];
  }

  function draw() {
    const actors = model.seen.nodes
      .filter((node) => node.tie === undefined)
      .sort((a, b) => b.degree - a.degree || (a.label < b.label ? -1 : 1));
    const facts = model.ties.filter((_, at) => model.seen.ties[at]);
    return [...part("actors", ACTORS, actors), ...part("ties", FACTS, facts)];
  }

  function sorted(name, columns, things) {
    const { key, up } = order[name] ?? {};
    const column = columns.find(([one]) => one === key);
    if (!column) return things;
    const compare = new Intl.Collator(words.tag(), { numeric: true }).compare;
    const valued = things.map((thing) => [column[1](thing), thing]);
    valued.sort(([a], [b]) => (typeof a === "number" ? a - b : compare(a, b)) * (up ? 1 : -1));
    return valued.map(([, thing]) => thing);
  }

  function part(name, columns, things) {
    const rows = sorted(name, columns, things);
    const more = rows.length - MOST;
    const save = () => hand(new Blob([csv(columns, rows)], { type: "text/csv" }), `${name}.csv`);
    return [
      el(
        "p",
        { class: "over" },
        el("button", { type: "button", class: "plain", click: save }, words.say("table.save")),
      ),
      el(
        "table",
        { class: "rows" },
        el("caption", {}, words.say(`table.${name}`, { n: things.length })),
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            columns.map(([key]) => head(name, key)),
          ),
        ),
        el(
          "tbody",
          {},
          rows.slice(0, MOST).map((thing) => row(columns, thing)),
        ),
      ),
      more > 0 ? el("p", { class: "soft" }, words.say("more", { n: more })) : "",
    ];
  }

  /** The head of a column: a press sorts by it, numbers the largest first, a second one the other way. */
  function head(name, key) {
    const now = order[name];
    const sorting = now?.key === key ? (now.up ? "ascending" : "descending") : undefined;
    const first = !["table.others", "table.facts"].includes(key);
    const sort = () => {
      order[name] = { key, up: now?.key === key ? !now.up : first };
      state.set({});
      document.querySelector(`[data-sort="${name} ${key}"]`)?.focus();
    };
    return el(
      "th",
      { scope: "col", "aria-sort": sorting },
      el(
        "button",
        { type: "button", "data-sort": `${name} ${key}`, title: words.say("table.sort"), click: sort },
        words.say(key),
      ),
    );
  }

  function row(columns, thing) {
    return el(
      "tr",
      {},
      columns.map(([key, value, cell]) => {
        const number = !cell && typeof value(thing) === "number";
        const content = cell ? cell(thing) : number ? words.number(value(thing)) : value(thing);
        if (key === "table.name") return el("th", { scope: "row" }, content);
        return el("td", { class: number ? "n" : "", dir: number ? undefined : "auto" }, content);
      }),
    );
  }

  /** Rows as a spreadsheet reads them: with a byte order mark, and no cell that it would compute. */
  function csv(columns, things) {
    const inert = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
    const cell = (value) => `"${inert(String(value)).replaceAll('"', '""')}"`;
    const lines = [
      columns.map(([key]) => words.say(key)),
      ...things.map((thing) => columns.map(([, value]) => value(thing))),
    ];
    return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
  }

  return { draw };
};
