// Tables sort by the column whose head is pressed; a second press turns the order. The light is that of the
// other pages, and what they remember in their addresses is handed on.

"use strict";

for (const button of document.querySelectorAll("th button")) {
  button.addEventListener("click", () => {
    const head = button.closest("th");
    const body = head.closest("table").tBodies[0];
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const told = (row) => row.cells[head.cellIndex].dataset.v ?? row.cells[head.cellIndex].textContent.trim();
    const compare = (a, b) => {
      const [x, y] = [told(a), told(b)];
      const numbers = Number(x) - Number(y);
      return Number.isNaN(numbers) ? x.localeCompare(y) : numbers;
    };
    const rows = [...body.rows].sort((a, b) => (down ? compare(b, a) : compare(a, b)));
    body.append(...rows);
  });
}

const KEPT = "elshi";
const light = matchMedia("(prefers-color-scheme: dark)");
const told = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
let kept = {};
try {
  kept = JSON.parse(localStorage.getItem(KEPT)) ?? {};
} catch {
  // A page in a frame may keep nothing.
}
let theme = told.get("theme") ?? kept.theme;

function shine() {
  if (["light", "dark"].includes(theme)) document.documentElement.dataset.theme = theme;
  if (theme) told.set("theme", theme);
  for (const link of document.querySelectorAll(".leads a"))
    link.setAttribute("href", link.getAttribute("href").split("#")[0] + (String(told) && `#${told}`));
}

document.getElementById("theme").addEventListener("click", () => {
  theme = (theme ? theme === "dark" : light.matches) ? "light" : "dark";
  try {
    localStorage.setItem(KEPT, JSON.stringify({ ...kept, theme }));
  } catch {
    // It is kept in the address alone.
  }
  shine();
});
shine();
