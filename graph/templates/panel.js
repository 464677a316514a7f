/* The panel of a map: what is known of an actor, a tie or a pair, and who says so. Every word of the
   data becomes a text node, never markup. */

"use strict";

/** An element with attributes and children; strings become text. */
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "click") made.addEventListener("click", value);
    else if (value !== undefined && value !== "") made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== ""));
  return made;
}

/** How to describe what is looked at; ``open(what, ids)`` looks at something else. */
const panelOf = (data, byId, open) => {
  const to = (id, name) => (byId.has(id)
    ? el("button", { type: "button", class: "to", dir: "auto", click: () => open({ actor: id }, [id]) }, name)
    : el("bdi", {}, name));
  const between = (parts, glue) => parts.flatMap((part, at) => (at ? [glue, part] : [part]));

  function citations(cited) {
    const found = (cited ?? []).map(([source, sections]) =>
      el("p", { class: "cited soft" }, el("cite", { dir: "auto" }, data.sources[source] ?? source), sections.length ? `, ${sections.join("; ")}` : ""));
    return found.length ? found : [el("p", { class: "cited soft" }, "Stated with the actor itself; no passage of its own.")];
  }

  function names(written) {
    const others = (written ?? []).slice(1);
    if (!others.length) return "";
    return el("dl", { class: "names" }, ...others.flatMap(([name, tag]) =>
      [el("dt", {}, words.language(tag)), el("dd", { dir: "auto", lang: tag }, name)]));
  }

  function fact(id, seenFrom, alone = false) {
    const tie = data.ties[id];
    const item = el("li");
    item.append(tie.date ? el("time", {}, words.inWords(tie.date)) : el("span", { class: "undated" }, "undated"));
    if (tie.standing) {
      const [a, there, b, back] = tie.standing;
      const [one, relation, other] = seenFrom === b[0] ? [b, back, a] : [a, there, b];
      item.append(el("div", { class: "name" }, ...(seenFrom ? [] : [to(...one), " "]), `${relation} `, to(...other), tie.as ? `, ${tie.as}` : ""));
    } else {
      if (!alone) item.append(el("div", { class: "name" },
        el("button", { type: "button", class: "to", dir: "auto", click: () => open({ tie: id }) }, tie.names[0][0])));
      const kind = [tie.kind ?? tie.label.toLowerCase(), ...(tie.fields ?? [])].join(", ");
      item.append(el("div", { class: "parties" }, kind.replaceAll("-", " "), ...parties(tie)));
    }
    if (tie.unsure) item.append(el("div", { class: "unsure" }, "Unsure."));
    if (tie.note) item.append(el("div", { class: "soft", dir: "auto" }, tie.note));
    item.append(...citations(tie.cited));
    return item;
  }

  function parties(tie) {
    const said = Object.entries(tie.roles ?? {}).flatMap(([role, actors]) =>
      [` · ${role} `, ...between(actors.map(([id, name, unsure]) => el("span", {}, to(id, name), unsure ? " (unsure)" : "")), ", ")]);
    const places = (tie.places ?? []).map(([id, name]) => to(id, name));
    return places.length ? [...said, " · in ", ...between(places, ", ")] : said;
  }

  const facts = (ids, seenFrom) => el("ol", { class: "ties" }, ...ids.map((id) => fact(id, seenFrom)));

  function describe(what) {
    const close = el("button", { type: "button", class: "close", "aria-label": "Close", click: () => open() }, "×");
    if (what.actor !== undefined) {
      const actor = data.actors[what.actor];
      const node = byId.get(what.actor);
      const kind = [node.group, actor.kind].filter(Boolean).join(", ").replaceAll("-", " ");
      return [close, el("h2", { dir: "auto" }, node.label),
        el("p", { class: "what" }, `${kind} · tied to ${words.count(node.degree, "other")}`),
        names(actor.names), actor.note ? el("p", { dir: "auto" }, actor.note) : "",
        ...(actor.cited ? [el("h3", {}, "Who speaks of it"), ...citations(actor.cited)] : []),
        el("h3", {}, `${words.count((actor.ties ?? []).length, "fact")}, in order of date`), facts(actor.ties ?? [], what.actor)];
    }
    if (what.tie !== undefined) {
      const tie = data.ties[what.tie];
      return [close, el("h2", { dir: "auto" }, tie.names?.[0][0] ?? ""), el("p", { class: "what" }, tie.label ?? ""), names(tie.names), el("ol", { class: "ties" }, fact(what.tie, undefined, true))];
    }
    const { from, to: other, ties } = what.pair;
    return [close, el("h2", {}, to(from, byId.get(from).label), " – ", to(other, byId.get(other).label)),
      el("p", { class: "what" }, `${words.count(ties.length, "fact")} between them, in order of date`), facts(ties)];
  }

  return describe;
};
