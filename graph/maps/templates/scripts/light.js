/* The light: colours as the present theme has them, and the outline of each label's shape. */

import { el } from "./elements.js";

// The colour of ties, and of shapes in the legend, where colours tell categories of actors.
const SHAPE_ALONE = 11;

export const lightOf = (data, state) => {
  const colours = {};
  const probe = el("i", { hidden: true });
  document.body.append(probe);
  const theme = matchMedia("(prefers-color-scheme: dark)");

  /** Read every colour anew; a custom property is only resolved where something wears it. */
  function read() {
    const chosen = state.now.theme;
    if (["light", "dark"].includes(chosen)) document.documentElement.dataset.theme = chosen;
    else delete document.documentElement.dataset.theme;
    for (const name of [
      "paper",
      "card",
      "ink",
      "soft",
      "line",
      "faint",
      "accent",
      "land",
      ...Array.from({ length: 12 }, (_, at) => `c${at}`),
    ]) {
      probe.style.color = `var(--${name})`;
      colours[name] = getComputedStyle(probe).color;
    }
  }
  read();

  const look = (group) => data.looks[group] ?? ["circle", 11];
  /** The colour of a node: by its category where the map is coloured by something, else by its label. */
  const colour = (node) => colours[`c${node.colour ?? look(node.group)[1]}`];

  /** The colour of a shape in the legend: a neutral one where colours tell something else. */
  const ofLegend = (group, other) => colours[other ? `c${SHAPE_ALONE}` : `c${look(group)[1]}`];

  const isDark = () => (state.now.theme ? state.now.theme === "dark" : theme.matches);
  return { colours, read, look, colour, ofLegend, isDark, theme };
};

const CORNERS = {
  diamond: [4, 1.2, 0],
  square: [4, 1.22, 45],
  pentagon: [5, 1.13, 0],
  hexagon: [6, 1.1, 0],
  triangle: [3, 1.35, 0],
  down: [3, 1.35, 180],
};
const ROUND = Array.from({ length: 24 }, (_, at) => [
  Math.sin((at * Math.PI) / 12),
  -Math.cos((at * Math.PI) / 12),
]);
const UNIT = Object.fromEntries(
  Object.entries(CORNERS).map(([shape, [number, size, turn]]) => [
    shape,
    Array.from({ length: number }, (_, at) => {
      const angle = ((turn + (at * 360) / number) * Math.PI) / 180;
      return [size * Math.sin(angle), -size * Math.cos(angle)];
    }),
  ]),
);

const ROUGH = ROUND.filter((_, at) => at % 3 === 0);

/** Add the outline of a shape around a point to a path; the shapes cover about the same area. */
export function trace(path, shape, x, y, r, rough) {
  const corners = UNIT[shape] ?? (rough ? ROUGH : ROUND);
  path.moveTo(x + r * corners[0][0], y + r * corners[0][1]);
  for (let at = 1; at < corners.length; at += 1) path.lineTo(x + r * corners[at][0], y + r * corners[at][1]);
  path.closePath();
}

/** The same as the ``d`` of a path. */
export const outlined = (shape, x, y, r) =>
  `M${(UNIT[shape] ?? ROUND).map((corner) => point(x + r * corner[0], y + r * corner[1])).join("L")}Z`;
const point = (x, y) => `${x.toFixed(1)} ${y.toFixed(1)}`;
