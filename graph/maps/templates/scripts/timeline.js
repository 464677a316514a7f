/* The timeline: the facts of the selection, or all that are shown, along the years. A fact of some
   years is a bar, one of a moment a mark; hollow marks are possible or unsure. */

import { drawn, el } from "./elements.js";
import { POSSIBLE } from "./model.js";

export const timelineOf = (model, words, state, selection, panel, light, limits) => {
  const LONG = 40;

  /** The facts that the timeline tells: of what is selected, else all that the filters leave. */
  function facts() {
    const { at, and, tie } = state.now;
    const shown = (found) => found.filter((one) => model.seen.ties[one]);
    if (tie !== undefined && model.tieAt.has(tie)) return [model.tieAt.get(tie)];
    if (selection.any() && model.byId.has(and))
      return shown(model.between(model.byId.get(at), model.byId.get(and)));
    if (selection.any()) return shown(model.byId.get(at).facts);
    return shown(model.ties.map((_, one) => one));
  }

  const title = (tie) =>
    tie.standing
      ? `${tie.standing.slice(1).map(panel.nameOf).join(" – ")}: ${words.term("relation", tie.standing[0])}`
      : words.name(tie.names);
  const hint = (tie) =>
    drawn("title", {}, `${tie.date ? words.date(tie.date) : ""} · ${words.cut(title(tie), 120)}`);
  const colourOf = (tie) => light.colours[`c${light.look(model.sortOf(tie))[1]}`];
  const doubtful = (at) => model.ties[at].unsure || vague(model.ties[at]) || model.seen.ties[at] === POSSIBLE;
  /** A fact that is certain of no year: it is drawn over all the years that it may be of. */
  const vague = ({ when: [first, last, begun, until] }) => first !== null && last !== null && begun > until;
  const lasts = (tie) => tie.date.includes("/") || vague(tie);

  function draw(width) {
    const found = facts();
    const dated = found.filter(
      (at) => model.ties[at].when && model.ties[at].when.slice(0, 2).some((year) => year !== null),
    );
    const undated = found.length - dated.length;
    if (!dated.length) return [el("p", { class: "soft" }, words.say("timeline.none", { n: undated }))];
    const [low, high] = extent(dated);
    const each = (width - 60) / (high + 1 - low);
    const x = (year) => 30 + (Math.min(Math.max(year, low), high + 1) - low) * each;
    const bars = dated.filter((at) => lasts(model.ties[at]));
    const marks = dated.filter((at) => !lasts(model.ties[at]));
    const rows = Math.min(bars.length, LONG);
    const [tall, pile] = pileHeight(marks);
    const height = tall + rows * 13;
    const picture = drawn(
      "svg",
      {
        viewBox: `0 0 ${width} ${height + 22}`,
        width,
        height: height + 22,
        role: "img",
        "aria-label": words.say("timeline.label", { n: dated.length }),
      },
      axis(x, low, high, height),
      markRows(marks, x, tall, pile, each),
      barRows(bars.slice(0, LONG), x, tall + 4, high, width),
    );
    return [
      el(
        "p",
        { class: "soft" },
        words.say("timeline.says", { n: dated.length }),
        " ",
        undated ? words.say("timeline.undated", { n: undated }) : "",
        bars.length > LONG ? ` ${words.say("timeline.long", { n: bars.length - LONG })}` : "",
      ),
      picture,
    ];
  }

  function axis(x, low, high, height) {
    const step = [1, 2, 5, 10, 20, 50, 100, 200].find((years) => x(low + years) - x(low) > 44) ?? 500;
    const ticks = [];
    for (let year = Math.ceil(low / step) * step; year <= high; year += step) ticks.push(year);
    return ticks.map((year) =>
      drawn(
        "g",
        { class: "tick" },
        drawn("path", { d: `M${x(year)} 0V${height}` }),
        drawn("text", { x: x(year), y: height + 15, "text-anchor": "middle" }, String(year)),
      ),
    );
  }

  /** The years that the facts reach over, with some room. */
  function extent(dated) {
    const ends = dated
      .flatMap((at) => model.ties[at].when.slice(0, 2))
      .filter((year) => year !== null && year < 9999);
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    if (limits) return limits;
    return high - low < 8 ? [low - 4, high + 4] : [low, high];
  }

  const pileOf = (at) => model.ties[at].when[0] ?? model.ties[at].when[1];

  /** How high the piles of marks become, and how high each mark is. */
  function pileHeight(marks) {
    const tallest = Math.max(
      0,
      ...[
        ...marks
          .reduce((piles, at) => piles.set(pileOf(at), (piles.get(pileOf(at)) ?? 0) + 1), new Map())
          .values(),
      ],
    );
    const each = Math.max(1.4, Math.min(11, 180 / Math.max(1, tallest) - 1));
    return [Math.max(12, tallest * (each + 1) + 8), each];
  }

  function markRows(marks, x, bottom, high, each) {
    const piles = new Map();
    const wide = Math.max(2, Math.min(14, each - 1));
    return marks.map((at) => {
      const row = (piles.get(pileOf(at)) ?? 0) + 1;
      piles.set(pileOf(at), row);
      return mark(at, {
        x: x(pileOf(at)) + 0.5,
        y: bottom - row * (high + 1),
        width: wide,
        height: high,
        rx: Math.min(2, high / 3),
      });
    });
  }

  function mark(at, place) {
    const colour = colourOf(model.ties[at]);
    const look = doubtful(at) ? { fill: "none", stroke: colour } : { fill: colour };
    return drawn(
      "rect",
      { ...place, ...look, class: "mark", click: () => panel.look({ tie: model.ties[at].id }) },
      hint(model.ties[at]),
    );
  }

  function barRows(bars, x, top, high, width) {
    return bars.map((at, row) => {
      const tie = model.ties[at];
      const [first, last] = tie.when;
      const [left, right] = [x(first ?? -Infinity), x(last === null ? high + 1 : last + 1)];
      const y = top + row * 13;
      const inside = left > width / 2;
      return drawn(
        "g",
        {},
        mark(at, { x: left, y, width: Math.max(3, right - left), height: 9, rx: 2, "fill-opacity": 0.6 }),
        drawn(
          "text",
          {
            class: "bar",
            x: inside ? left - 4 : left + 5,
            y: y + 8,
            "text-anchor": inside ? "end" : "start",
          },
          words.cut(title(tie), 64),
        ),
      );
    });
  }

  return { draw, facts };
};
