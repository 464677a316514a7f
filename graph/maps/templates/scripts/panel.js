/* The panel: what is known of an actor, a fact or two actors, and who says so. Every word of the
   data becomes a text node, never markup. */

import { el } from "./elements.js";
import { POSSIBLE } from "./model.js";

// So many other names stand open over the facts; more are folded.
const FEW = 5;

export const panelOf = (data, model, words, state, selection, fly) => {
  const { say, term } = words;
  const nameOf = (id) =>
    model.actors[id] ? words.name(model.actors[id].names) : (model.byId.get(id)?.label ?? id);
  const between = (parts, glue) => parts.flatMap((part, at) => (at ? [glue, part] : [part]));
  const look = (change, ids) => {
    state.set({ at: undefined, and: undefined, tie: undefined, ...change });
    fly(ids ?? [...selection.lit.nodes]);
  };

  const to = (id) =>
    model.byId.has(id)
      ? el(
          "button",
          {
            type: "button",
            class: "to",
            dir: "auto",
            click: () => look(model.byId.get(id).tie === undefined ? { at: id } : { tie: id }, [id]),
          },
          nameOf(id),
        )
      : el("bdi", {}, nameOf(id));

  function citations(cited) {
    const found = (cited ?? []).map(([source, sections]) =>
      el(
        "p",
        { class: "cited soft" },
        el("cite", { dir: "auto" }, data.sources[source] ?? source),
        sections.length ? `, ${sections.join("; ")}` : "",
      ),
    );
    return found.length ? found : [el("p", { class: "cited soft" }, say("panel.uncited"))];
  }

  function names(written) {
    const shown = words.name(written ?? [["", ""]]);
    const others = (written ?? []).filter(([name]) => name !== shown);
    if (!others.length) return "";
    const told = others
      .filter(([, tags]) => tags)
      .map(([name, tags, made]) => [
        el("dt", {}, words.language(tags)),
        el("dd", { dir: "auto", lang: tags.split(" ")[0] }, name, mark(made)),
      ]);
    const also = others.filter(([, tags]) => !tags).map(([name]) => el("bdi", {}, name));
    const list = el(
      "dl",
      { class: "names" },
      told,
      also.length ? [el("dt", {}, say("names.also")), el("dd", {}, between(also, " · "))] : "",
    );
    if (others.length < FEW) return list;
    return el(
      "details",
      { class: "others" },
      el("summary", {}, say("names.others", { n: others.length })),
      list,
    );
  }

  const kindOf = (tie) =>
    [
      term(tie.kind ? "kind" : "label", tie.kind ?? tie.label),
      ...(tie.fields ?? []).map((field) => term("field", field)),
    ].join(", ");

  function heading(tie, seenFrom, alone) {
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
        tie.as ? `, ${term("status", tie.as)}` : "",
      );
    }
    if (alone) return "";
    return el(
      "div",
      { class: "name" },
      el(
        "button",
        { type: "button", class: "to", dir: "auto", click: () => look({ tie: tie.id }) },
        words.name(tie.names),
      ),
      mark(words.made(tie.names)),
    );
  }

  /** What stands after a name that is not the fact's own wording. */
  const mark = (made) =>
    made ? el("span", { class: "made", title: say(`fact.${made}.why`) }, ` (${say(`fact.${made}`)})`) : "";

  /** One fact: when, what, who in which part, whether in doubt and why, and who says so. */
  function fact(at, seenFrom, alone = false) {
    const tie = model.ties[at];
    return el(
      "li",
      {},
      tie.date ? el("time", {}, words.date(tie.date)) : el("span", { class: "undated" }, say("date.undated")),
      state.now.from !== undefined || state.now.to !== undefined ? status(at) : "",
      heading(tie, seenFrom, alone),
      tie.standing ? "" : el("div", { class: "parties" }, kindOf(tie), parties(tie)),
      tie.unsure ? el("div", { class: "unsure" }, say(tie.note ? "panel.unsure" : "panel.unsure.why")) : "",
      tie.note ? el("div", { class: "soft", dir: "auto" }, words.note(tie)) : "",
      citations(tie.cited),
    );
  }

  function status(at) {
    if (model.seen.ties[at] === POSSIBLE)
      return el("span", { class: "possible" }, ` · ${say("time.possibly")}`);
    return model.seen.ties[at] ? "" : el("span", { class: "possible" }, ` · ${say("time.outside")}`);
  }

  function parties(tie) {
    const said = Object.entries(tie.roles ?? {}).flatMap(([role, actors]) => [
      ` · ${term("role", role)} `,
      ...between(
        actors.map((one) =>
          Array.isArray(one) ? el("span", { class: "doubted" }, to(one[0]), ` (${say("unsure")})`) : to(one),
        ),
        ", ",
      ),
    ]);
    const places = (tie.places ?? []).map(to);
    return places.length ? [...said, ` · ${say("panel.place")} `, ...between(places, ", ")] : said;
  }

  const facts = (found, seenFrom) =>
    el(
      "ol",
      { class: "ties" },
      found.map((at) => fact(at, seenFrom)),
    );
  const close = () =>
    el(
      "button",
      { type: "button", class: "close", "aria-label": say("close"), click: () => look({}, []) },
      "×",
    );

  function ofActor(id) {
    const actor = model.actors[id];
    const node = model.byId.get(id);
    const kind = [term("label", actor.label), actor.kind ? term("kind", actor.kind) : ""]
      .filter(Boolean)
      .join(", ");
    return [
      close(),
      el("h2", { dir: "auto" }, nameOf(id)),
      el("p", { class: "what" }, `${kind} · ${say("panel.others", { n: model.neighbours(node).size })}`),
      el("p", { class: "hint" }, say("panel.hint")),
      names(actor.names),
      actor.note ? el("p", { dir: "auto" }, words.note(actor)) : "",
      actor.cited ? [el("h3", {}, say("panel.cited")), ...citations(actor.cited)] : [],
      el("h3", {}, say("panel.facts", { n: node.facts.length })),
      facts(node.facts, id),
    ];
  }

  function ofTie(tie) {
    const title = tie.standing
      ? `${nameOf(tie.standing[1])} – ${nameOf(tie.standing[2])}`
      : words.name(tie.names);
    return [
      close(),
      el("h2", { dir: "auto" }, title),
      el("p", { class: "what" }, term("label", model.sortOf(tie))),
      tie.names ? names(tie.names) : "",
      el("ol", { class: "ties" }, fact(model.tieAt.get(tie.id), undefined, true)),
    ];
  }

  function ofPair(a, b) {
    const direct = model.between(model.byId.get(a), model.byId.get(b));
    const { number, chains } = selection.chains;
    const steps = chains[0]?.length - 1;
    return [
      close(),
      el("h2", {}, to(a), " – ", to(b)),
      el("p", { class: "what" }, direct.length ? say("count.facts", { n: direct.length }) : say("pair.none")),
      chains.length && steps > 1 && !direct.length
        ? [el("h3", {}, say("pair.chains", { n: number, steps })), chainList(chains, number)]
        : "",
      chains.length ? "" : el("p", {}, say("pair.apart")),
      direct.length ? "" : aside(),
      direct.length
        ? [...shared(a, b), el("h3", {}, say("pair.direct", { n: direct.length })), facts(direct)]
        : "",
    ];
  }

  /** The choice of paths that do not go through countries, where the map has other actors. */
  function aside() {
    if (model.nodes.every((node) => node.group === "Country")) return "";
    const box = el("input", {
      type: "checkbox",
      id: "aside",
      change: () => state.set({ aside: box.checked || undefined }),
    });
    box.checked = Boolean(state.now.aside);
    return el("label", {}, box, ` ${say("pair.aside")}`);
  }

  function chainList(chains, number) {
    const items = chains.map((chain) =>
      el(
        "li",
        {},
        chain.flatMap((node, at) => {
          if (!at) return [to(node.id)];
          const count = model.between(chain[at - 1], node).length;
          return [
            el(
              "button",
              {
                type: "button",
                class: "step",
                "aria-label": say("pair.step", { n: count }),
                click: () => look({ at: chain[at - 1].id, and: node.id }),
              },
              `—${words.number(count)}—`,
            ),
            to(node.id),
          ];
        }),
      ),
    );
    return el(
      "ul",
      { class: "chains" },
      items,
      number > chains.length ? el("li", { class: "soft" }, say("more", { n: number - chains.length })) : "",
    );
  }

  /** Third parties that both are tied to. */
  function shared(a, b) {
    const [of, others] = [a, b].map((id) => model.neighbours(model.byId.get(id)));
    const third = [...of].filter((node) => others.has(node) && node.id !== a && node.id !== b);
    const both = third.sort((x, y) => y.degree - x.degree).map((node) => node.id);
    if (!both.length) return [];
    return [
      el("h3", {}, say("pair.shared", { n: both.length })),
      el(
        "p",
        {},
        between(both.slice(0, 12).map(to), ", "),
        both.length > 12 ? ` … ${say("more", { n: both.length - 12 })}` : "",
      ),
    ];
  }

  /** What the state selects, as the children of the panel. */
  function describe() {
    const { at, and, tie } = state.now;
    if (tie !== undefined) return ofTie(model.ties[model.tieAt.get(tie)]);
    return model.byId.has(and) ? ofPair(at, and) : ofActor(at);
  }

  return { describe, nameOf, kindOf, look };
};
