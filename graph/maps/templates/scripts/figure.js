/* The figure: the present view as one SVG with its title, legend, filters, version of the data and
   source inside, for a paper, a slide or the printer. A PNG is this figure, painted. */

import { drawn } from "./elements.js";
import { outlined } from "./light.js";
import { DASHES, SHEAF } from "./scene.js";

export const figureOf = (
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
) => {
  const MARGIN = 24;
  const f = (value) => Number(value).toFixed(1);

  /** The whole figure as an SVG element. */
  function figure() {
    const scale = stage.network.getScale();
    const [left, top, right, bottom] = stage.frame(scale);
    const [w, h] = [right - left, bottom - top];
    const head = titles(w);
    const foot = legend(w, head.height + h + 16);
    const height = head.height + h + foot.height + 30;
    const view = drawn(
      "svg",
      { x: 0, y: head.height, width: w, height: h, viewBox: `${f(left)} ${f(top)} ${f(w)} ${f(h)}` },
      drawn("g", { transform: `scale(${scale})` }, land(), areas(), lines(scale), dots(scale)),
      bundles(scale),
      names(scale),
    );
    return drawn(
      "svg",
      {
        xmlns: "http://www.w3.org/2000/svg",
        viewBox: `0 0 ${f(w)} ${f(height)}`,
        width: f(w),
        height: f(height),
        "font-family": "'Noto Sans', 'DejaVu Sans', sans-serif",
        "font-size": 12,
        fill: light.colours.ink,
      },
      drawn("title", {}, heading()),
      drawn("rect", { width: "100%", height: "100%", fill: light.colours.paper }),
      head.part,
      view,
      foot.part,
    );
  }

  // -------------------------------------------------------------------------------- the picture

  const land = () => (data.land ? drawn("path", { d: data.land, fill: light.colours.land }) : "");

  const areas = () =>
    scene.areas().map(({ colour, members, bands, wide: reach }) =>
      drawn(
        "g",
        { opacity: selection.any() ? 0.07 : 0.15, fill: colour, stroke: colour },
        drawn("path", {
          d: bands.map(([a, b]) => `M${f(a.x)} ${f(a.y)}L${f(b.x)} ${f(b.y)}`).join(""),
          "stroke-width": f(1.6 * reach),
          "stroke-linecap": "round",
        }),
        members.map(({ x, y, size }) =>
          drawn("circle", { cx: f(x), cy: f(y), r: f(size + reach), stroke: "none" }),
        ),
      ),
    );

  const lines = (scale) =>
    scene
      .lines()
      .map((group) =>
        drawn("path", {
          d: group.ends.map(({ a, b }) => `M${f(a.x)} ${f(a.y)}L${f(b.x)} ${f(b.y)}`).join(""),
          fill: "none",
          stroke: scene.colour(group),
          "stroke-opacity": f(scene.strength(group) * 10) / 10,
          "stroke-width": (group.width / scale).toFixed(3),
          "stroke-linecap": group.dash === "derived" ? "round" : undefined,
          "stroke-dasharray": DASHES[group.dash].map((length) => f(length / scale)).join(" "),
        }),
      );

  const dots = (scale) =>
    scene.dots(scale).map(({ colour, bright, hollow, shapes }) =>
      drawn(
        "g",
        {
          fill: hollow ? light.colours.paper : colour,
          "fill-opacity": bright ? 1 : 0.22,
          stroke: hollow ? colour : light.colours.paper,
          "stroke-opacity": bright ? 1 : 0.22,
          "stroke-width": Math.min(2, 1.2 / scale).toFixed(3),
          "paint-order": "stroke",
        },
        sheaves(shapes).map((some) =>
          drawn("path", { d: some.map(([shape, node, r]) => outlined(shape, node.x, node.y, r)).join("") }),
        ),
      ),
    );

  const sheaves = (shapes) =>
    Array.from({ length: Math.ceil(shapes.length / SHEAF) }, (_, at) =>
      shapes.slice(at * SHEAF, (at + 1) * SHEAF),
    );

  const bundles = (scale) =>
    scene
      .bundles(scale)
      .map(({ x, y, w, h, text }) =>
        drawn(
          "g",
          {},
          drawn("rect", {
            x: f(x - w),
            y: f(y - h),
            width: f(2 * w),
            height: 2 * h,
            rx: h,
            fill: light.colours.paper,
            stroke: light.colours.line,
          }),
          drawn(
            "text",
            { x: f(x), y: f(y + 4), "text-anchor": "middle", "font-size": 11, "font-weight": 600 },
            text,
          ),
        ),
      );

  const names = (scale) =>
    labels
      .at(scale)
      .flatMap(({ node, x, y, lines: told, leader }) => [
        leader
          ? drawn("path", { d: `M${leader[0].map(f)}L${leader[1].map(f)}`, stroke: light.colours.soft })
          : "",
        ...told.map((line, at) =>
          drawn(
            "text",
            {
              x: f(x),
              y: f(y + at * node.type * 1.16 + node.type * 0.86),
              "text-anchor": "middle",
              "font-size": node.type,
              "font-weight": node.heavy ? 600 : 400,
              stroke: light.colours.paper,
              "stroke-width": 3.5,
              "stroke-linejoin": "round",
              "paint-order": "stroke",
            },
            line,
          ),
        ),
      ]);

  // -------------------------------------------------------------------------- what stands around

  const wide = (text, size) => {
    labels.pen.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
    return labels.pen.measureText(text).width;
  };

  /** Text broken into lines of at most some width. */
  function broken(text, size, most) {
    const found = [""];
    for (const word of text.split(" ")) {
      const longer = found.at(-1) ? `${found.at(-1)} ${word}` : word;
      if (found.at(-1) && wide(longer, size) > most) found.push(word);
      else found[found.length - 1] = longer;
    }
    return found;
  }

  const paragraph = (text, size, top, most, more = {}) =>
    broken(text, size, most).map((line, at) =>
      drawn("text", { x: MARGIN, y: top + size + at * size * 1.35, "font-size": size, ...more }, line),
    );

  function titles(w) {
    const title = paragraph(words.cut(heading(), 200), 22, 18, w - 2 * MARGIN, {
      "font-family": "'Noto Serif', 'DejaVu Serif', serif",
      "font-weight": 600,
    });
    const counts = paragraph(filters.counts(), 12, 24 + title.length * 29.7, w - 2 * MARGIN, {
      fill: light.colours.soft,
    });
    return { part: drawn("g", {}, title, counts), height: 36 + title.length * 29.7 + counts.length * 16.2 };
  }

  /** What filters there are, in words; nothing where there are none. */
  function filtered() {
    const { from, to, hide, at, and, sure, source, least } = state.now;
    return [
      from !== undefined || to !== undefined
        ? words.say("figure.years", { years: document.getElementById("range").textContent })
        : "",
      hide.length ? words.say("figure.without", { kinds: hide.map(filters.named).join(", ") }) : "",
      sure ? words.say("figure.sure") : "",
      source ? words.say("figure.source", { name: data.sources[source] ?? source }) : "",
      least > 1 ? words.say("figure.least", { n: least }) : "",
      selection.any() && at !== undefined
        ? words.say("figure.selected", {
            names: [at, and]
              .filter((id) => model.byId.has(id))
              .map((id) => model.byId.get(id).label)
              .join(" – "),
          })
        : "",
    ]
      .filter(Boolean)
      .join(" · ");
  }

  function legend(w, top) {
    const { actors, ties, colours } = filters.entries();
    const shown = actors
      .filter(([, n]) => n)
      .map(([group, n]) => [
        light.look(group)[0],
        light.ofLegend(group, colours.length),
        light.look(group)[2],
        `${words.term("labels", group)} ${words.number(n)}`,
      ]);
    const two = ties
      .filter(([sort, n]) => n && model.nodes.some((node) => node.tie !== undefined && node.group === sort))
      .map(([sort, n]) => [
        light.look(sort)[0],
        light.ofLegend(sort, colours.length),
        true,
        `${words.term("labels", sort)} ${words.number(n)}`,
      ]);
    const areasToo = colours.map(({ css, name, n }) => ["circle", css, false, `${name} ${words.number(n)}`]);
    const marks = row([...shown, ...two, ...areasToo], w, top);
    const text = [
      filtered(),
      dashed(),
      data.loose ? words.say("figure.loose", data.loose) : "",
      document.getElementById("made").textContent,
      data.line,
    ].filter(Boolean);
    let y = marks.bottom;
    const paragraphs = text.flatMap((one) => {
      const made = paragraph(one, 10.5, y, w - 2 * MARGIN, { fill: light.colours.soft });
      y += made.length * 14.2 + 3;
      return made;
    });
    return { part: drawn("g", {}, marks.parts, paragraphs), height: y - top };
  }

  const dashed = () =>
    [
      model.seen.edges.some((edge) => edge.now.dashed) ? words.say("figure.dashed") : "",
      model.seen.edges.some((edge) => edge.now.possible) ? words.say("figure.dotted") : "",
      model.seen.edges.some((edge) => edge.derived) ? words.say("figure.derived") : "",
      model.seen.edges.some((edge) => edge.now.conflict) ? words.say("figure.conflict") : "",
    ]
      .filter(Boolean)
      .join(" ");

  function row(entries, w, top) {
    let [x, y] = [MARGIN, top + 6];
    const parts = entries.flatMap(([shape, colour, hollow, text]) => {
      const room = wide(text, 12) + 40;
      if (x + room > w - MARGIN && x > MARGIN) [x, y] = [MARGIN, y + 20];
      const made = [
        drawn("path", {
          d: outlined(shape, x + 6, y, 5.4),
          fill: hollow ? "none" : colour,
          stroke: hollow ? colour : "none",
          "stroke-width": 1.8,
        }),
        drawn("text", { x: x + 17, y: y + 4.2 }, text),
      ];
      x += room;
      return made;
    });
    return { parts, bottom: y + 14 };
  }

  return { figure };
};
