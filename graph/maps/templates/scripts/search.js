/* The search: what bears a name in any writing and script, found while it is typed. */

import { el } from "./elements.js";
import { fold } from "./fold.js";

const WITHIN = 3;
// What stands between two names; a hyphen within a name has no spaces around it.
const BETWEEN = /\s*[–—;,]\s*|\s+-+\s+/;
const FEW = 3;
const MOST_PAIRS = 6;

/** Whether a writing begins a name or a word of it, letter for letter: for scripts that are not folded. */
const beginsIn = (name, raw) =>
  name.startsWith(raw) || name.includes(` ${raw}`) || (HAN.test(raw) && name.includes(raw));
const HAN = /\p{Script=Han}/u;

export const searchOf = (data, model, words, open) => {
  const wanted = document.getElementById("search");
  const list = document.getElementById("found");
  let hits = [];
  let chosen = -1;
  const everything = [];

  // Made bit by bit when the page has nothing else to do: at the latest when somebody looks for something.
  const rest = prepared();
  const idle = window.requestIdleCallback ?? ((call) => setTimeout(() => call({ timeRemaining: () => 0 })));
  idle(function more(deadline) {
    for (let done = 0; done < 50 || deadline.timeRemaining() > 3; done += 1) if (rest.next().done) return;
    idle(more);
  });

  function* prepared() {
    for (const node of model.nodes)
      if (node.tie === undefined)
        yield everything.push(entry({ actor: node.id }, model.actors[node.id].names, node.search));
    for (const tie of model.ties) if (tie.names) yield everything.push(entry({ tie: tie.id }, tie.names));
  }

  function all() {
    while (!rest.next().done);
    return everything;
  }

  function entry(what, names, search) {
    const written = names.map(([name]) => name);
    const forms =
      search ||
      written
        .map(fold)
        .map((form) => `|${form}`)
        .join("");
    return {
      ...what,
      names,
      low: written.map((name) => name.toLowerCase()),
      forms: search ? forms : `${forms}|`,
    };
  }

  /** What bears a name; where two are written, with a dash, comma or semicolon between, pairs of actors. */
  function find(text) {
    const found = named(text);
    const halves = text.split(BETWEEN).filter((part) => part.trim());
    if (halves.length !== 2) return found;
    const [ones, others] = halves.map((half) =>
      named(half)
        .filter(({ tie }) => tie === undefined)
        .slice(0, FEW),
    );
    const pairs = ones.flatMap((one) =>
      others
        .filter((other) => other.actor !== one.actor)
        .map((other) => ({ actor: one.actor, and: other.actor, names: one.names, others: other.names })),
    );
    return [...pairs.slice(0, MOST_PAIRS), ...found];
  }

  /** What bears one name, whole names and beginnings first, actors before ties. */
  function named(text) {
    const form = fold(text);
    const raw = text.trim().toLowerCase();
    if (!raw) return [];
    const ranked = [];
    for (const one of all()) {
      const fit =
        form && one.forms.includes(`|${form}|`)
          ? 0
          : form && one.forms.includes(`|${form}`)
            ? 1
            : form && one.forms.includes(` ${form}`)
              ? 2
              : (form.length > 3 && one.forms.includes(form)) || one.low.some((name) => beginsIn(name, raw))
                ? WITHIN
                : 9;
      if (fit < 9)
        ranked.push([
          fit + (one.tie === undefined ? 0 : 1.5),
          -(model.byId.get(one.actor)?.degree ?? 0),
          one,
          fit,
        ]);
    }
    // What only holds the writing within a word is noise where anything begins with it.
    const begins = ranked.some(([, , , fit]) => fit < WITHIN);
    return ranked
      .filter(([, , , fit]) => fit < WITHIN || !begins)
      .sort((a, b) => a[0] - b[0] || a[1] - b[1])
      .slice(0, 12)
      .map(([, , one]) => one);
  }

  const what = ({ actor, and, tie }) =>
    and !== undefined
      ? words.say("search.pair")
      : tie === undefined
        ? words.term("label", model.byId.get(actor).group)
        : words.term("kind", model.ties[model.tieAt.get(tie)].kind ?? model.ties[model.tieAt.get(tie)].label);

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
    const none = el("li", { class: "none" }, words.say("search.none"));
    list.replaceChildren(
      ...(hits.length
        ? hits.map((hit, at) =>
            el(
              "li",
              {
                id: `found-${at}`,
                role: "option",
                "aria-selected": "false",
                click: () => take(hit),
                mousedown: (event) => event.preventDefault(),
              },
              el(
                "bdi",
                {},
                words.cut([hit.names, hit.others].filter(Boolean).map(words.name).join(" – "), 160),
              ),
              el("span", { class: "what" }, what(hit)),
            ),
          )
        : [none]),
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
