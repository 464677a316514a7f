/* What the pages do beyond plain HTML: completion of names, the theme, and filters that answer at once.
   Every page works without it. */
"use strict";

{
  const root = document.documentElement;
  const kept = () => {
    try {
      return localStorage.getItem("elshi-theme");
    } catch {
      return null;
    }
  };
  if (kept()) root.dataset.theme = kept();

  /** Turn an input into a combobox whose list is completed while its reader types. */
  const complete = (input) => {
    const several = input.hasAttribute("data-several");
    const list = document.createElement("ul");
    list.id = `${input.id}-list`;
    list.className = "completions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() ?? input.name);
    list.hidden = true;
    const status = document.createElement("span");
    status.className = "aside";
    status.setAttribute("role", "status");
    const around = document.createElement("span");
    around.className = "combo";
    input.before(around);
    around.append(input, list, status);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    }))
      input.setAttribute(name, value);

    let chosen = -1;
    let asked = 0;
    let waiting = 0;
    const options = () => [...list.children];
    const close = () => {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const mark = (at) => {
      const all = options();
      if (!all.length) return;
      chosen = (at + all.length) % all.length;
      all.forEach((option, n) => option.setAttribute("aria-selected", String(n === chosen)));
      input.setAttribute("aria-activedescendant", all[chosen].id);
      all[chosen].scrollIntoView({ block: "nearest" });
    };
    const typed = () => (several ? input.value.split(";").pop() : input.value).trim();
    const take = (option) => {
      if (option.dataset.href && input.dataset.go !== "no") {
        location.assign(option.dataset.href);
        return;
      }
      input.value = several
        ? [...input.value.split(";").slice(0, -1).map((part) => part.trim()), option.dataset.value].join("; ")
        : option.dataset.value;
      close();
    };
    const ask = async () => {
      const mine = ++asked;
      if (!typed()) return close();
      const address = new URL(input.dataset.complete, location.href);
      address.searchParams.set("q", typed());
      const answer = await fetch(address).catch(() => null);
      if (mine !== asked || !answer?.ok) return;
      const found = await answer.json();
      if (mine !== asked || document.activeElement !== input) return;
      list.replaceChildren(
        ...found.map((entry, n) => {
          const option = document.createElement("li");
          option.id = `${list.id}-${n}`;
          option.setAttribute("role", "option");
          option.setAttribute("aria-selected", "false");
          option.dataset.value = entry.name;
          if (entry.href) option.dataset.href = entry.href;
          const name = document.createElement("span");
          name.textContent = entry.name;
          name.dir = "auto";
          const kind = document.createElement("small");
          kind.textContent = entry.about;
          option.append(name, kind);
          option.addEventListener("pointerdown", (event) => {
            event.preventDefault();
            take(option);
          });
          return option;
        }),
      );
      chosen = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(Boolean(found.length)));
      status.textContent = `${found.length} ${input.dataset.status ?? ""}`;
    };
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, 80);
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) return void ask();
        event.preventDefault();
        mark(chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1));
      } else if (event.key === "Enter" && chosen >= 0 && !list.hidden) {
        event.preventDefault();
        take(options()[chosen]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      }
    });
  };

  const prepare = (part) => {
    for (const input of part.querySelectorAll("input[data-complete]:not([role])")) complete(input);
    for (const select of part.querySelectorAll("[data-at-once]"))
      select.addEventListener("change", () => select.form.requestSubmit());
  };

  document.addEventListener("DOMContentLoaded", () => {
    prepare(document);
    const theme = document.querySelector("[data-theme-switch]");
    theme.hidden = false;
    theme.addEventListener("click", () => {
      const dark = root.dataset.theme
        ? root.dataset.theme === "dark"
        : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      try {
        localStorage.setItem("elshi-theme", root.dataset.theme);
      } catch {
        /* the choice lasts until the next page */
      }
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest("input, textarea, select, [contenteditable]")) return;
      event.preventDefault();
      document.querySelector("form.find input[type=search]")?.focus();
    });
  });
  document.addEventListener("htmx:afterSettle", (event) => prepare(event.target));
}
