/* The light: colours as the present theme has them, and the outline of each label's shape. */

"use strict";

const lightOf = (data, state) => {
  const colours = {};
  const probe = el("i", { hidden: true });
  document.body.append(probe);
  const theme = matchMedia("(prefers-color-scheme: dark)");

  /** Read every colour anew; a custom property is only resolved where something wears it. */
  function read() {
    const chosen = state.now.theme;
    if (["light", "dark"].includes(chosen)) document.documentElement.dataset.theme = chosen;
    else delete document.documentElement.dataset.theme;
    for (const name of ["paper", "card", "ink", "soft", "line", "faint", "accent", "land", ...Array.from({ length: 12 }, (_, at) => `c${at}`)]) {
      probe.style.color = `var(--${name})`;
      colours[name] = getComputedStyle(probe).color;
    }
  }
  read();

  const look = (group) => data.looks[group] ?? ["circle", 11];
  /** The colour of a node: by its category where the map is coloured by something, else by its label. */
  const colour = (node) => colours[`c${node.colour ?? look(node.group)[1]}`];

  const isDark = () => (state.now.theme ? state.now.theme === "dark" : theme.matches);
  return { colours, read, look, colour, isDark, theme };
};

const CORNERS = { diamond: [4, 1.2, 0], square: [4, 1.22, 45], pentagon: [5, 1.13, 0], hexagon: [6, 1.1, 0], triangle: [3, 1.35, 0], down: [3, 1.35, 180] };
const ROUND = Array.from({ length: 24 }, (_, at) => [Math.sin(at * Math.PI / 12), -Math.cos(at * Math.PI / 12)]);
const UNIT = Object.fromEntries(Object.entries(CORNERS).map(([shape, [number, size, turn]]) =>
  [shape, Array.from({ length: number }, (_, at) => {
    const angle = (turn + at * 360 / number) * Math.PI / 180;
    return [size * Math.sin(angle), -size * Math.cos(angle)];
  })]));

/** The outline of a shape around a point; the shapes cover about the same area. */
function outline(shape, x, y, r) {
  return (UNIT[shape] ?? ROUND).map(([dx, dy]) => [x + r * dx, y + r * dy]);
}

/** The same as the ``d`` of a path. */
const outlined = (shape, x, y, r) => `M${outline(shape, x, y, r).map(([a, b]) => `${a.toFixed(1)} ${b.toFixed(1)}`).join("L")}Z`;
