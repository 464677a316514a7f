// The index of an atlas: its language and light, which the other pages take over with the filters.

"use strict";

const KEPT = "elshi";
const TAKEN = ["lang", "theme", "from", "to", "undated", "sure", "source", "least"];
const texts = JSON.parse(document.getElementById("texts").textContent);
const languages = document.getElementById("lang");
const light = matchMedia("(prefers-color-scheme: dark)");

const remembered = () => {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
};
const told = new URLSearchParams(location.hash.slice(1));
const state = { ...remembered(), ...Object.fromEntries(told) };
if (!(state.lang in texts)) state.lang = document.documentElement.lang;

function speak() {
  document.documentElement.lang = state.lang;
  languages.value = state.lang;
  for (const part of document.querySelectorAll("[data-n]"))
    part.textContent = texts[state.lang][part.dataset.n];
  document.title = document.querySelector("h1").textContent;
  if (["light", "dark"].includes(state.theme)) document.documentElement.dataset.theme = state.theme;
  const taken = new URLSearchParams(TAKEN.filter((key) => state[key]).map((key) => [key, state[key]]));
  for (const link of document.querySelectorAll("a[href*='.html']")) {
    const [file, own] = link.getAttribute("href").split("#");
    const all = new URLSearchParams(taken);
    for (const [key, value] of new URLSearchParams(link.dataset.own ?? own ?? "")) all.set(key, value);
    link.dataset.own ??= own ?? "";
    link.setAttribute("href", `${file}#${all}`);
  }
}

function change(what) {
  Object.assign(state, what);
  try {
    localStorage.setItem(KEPT, JSON.stringify({ lang: state.lang, theme: state.theme }));
  } catch {
    // A page in a frame may keep nothing.
  }
  told.set("lang", state.lang);
  if (state.theme) told.set("theme", state.theme);
  history.replaceState(null, "", `#${told}`);
  speak();
}

languages.addEventListener("change", () => change({ lang: languages.value }));
document.getElementById("theme").addEventListener("click", () => {
  const dark = state.theme ? state.theme === "dark" : light.matches;
  change({ theme: dark ? "light" : "dark" });
});
speak();
