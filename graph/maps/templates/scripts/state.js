/* The state of the page: what is filtered, looked at and shown. It stands in the address after the #,
   so that a link brings the same view and Back and Forward undo and redo. */

const KEPT = "elshi";
const TAKEN = ["lang", "theme", "from", "to", "undated", "sure", "source", "least"];

/** The language and the light that the reader chose last, on whichever page; nothing where it is not kept. */
function remembered() {
  try {
    const { lang, theme } = JSON.parse(localStorage.getItem(KEPT)) ?? {};
    return { ...(typeof lang === "string" ? { lang } : {}), ...(typeof theme === "string" ? { theme } : {}) };
  } catch {
    return {};
  }
}

function remember({ lang, theme }) {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ lang, theme }));
  } catch {
    // A page within a notebook may keep nothing.
  }
}

export const stateOf = (data) => {
  const listeners = [];
  const start = {
    from: undefined,
    to: undefined,
    undated: undefined,
    hide: [],
    at: undefined,
    and: undefined,
    tie: undefined,
    aside: undefined,
    show: "",
    lang: data.lang,
    theme: "",
    group: "",
    versus: [],
    sure: undefined,
    source: "",
    least: undefined,
    ...remembered(),
  };
  const now = { ...start };
  const state = { now, start, set, on: (listener) => listeners.push(listener), link, taken, read, settle };
  const LISTS = ["hide", "versus"];
  const NUMBERS = ["from", "to", "least"];
  const SWITCHES = ["undated", "sure", "aside"];

  /** The state as the words after the # of an address; what is as at the start is left out. */
  function link() {
    const told = new URLSearchParams();
    for (const [key, first] of Object.entries(start)) {
      const value = LISTS.includes(key) ? now[key].join(",") : now[key];
      if (value !== undefined && value !== "" && String(value) !== String(first)) told.set(key, value);
    }
    return told.toString();
  }

  /** What other pages take over: the language, the light and the filters, as the words after their #. */
  function taken() {
    const told = new URLSearchParams(link());
    for (const key of [...told.keys()]) if (!TAKEN.includes(key)) told.delete(key);
    for (const key of ["lang", "theme"]) if (now[key]) told.set(key, now[key]);
    return told.toString();
  }

  function fromLink(text) {
    const told = new URLSearchParams(text);
    const found = { ...start };
    for (const [key, value] of told) {
      if (!(key in start)) continue;
      if (LISTS.includes(key)) found[key] = value.split(",").filter(Boolean);
      else if (NUMBERS.includes(key)) found[key] = /^\d{1,4}$/.test(value) ? Number(value) : undefined;
      else found[key] = SWITCHES.includes(key) ? value === "true" : value;
    }
    return found;
  }

  let onTheWay = false;

  /** Change something and tell all parts; a slider that is ``passing`` makes one step for Back, not fifty. */
  function set(change, { passing = false } = {}) {
    const before = { ...now };
    Object.assign(now, change);
    if ("lang" in change || "theme" in change) remember(now);
    write(onTheWay);
    onTheWay = passing;
    listeners.forEach((listener) => listener(now, before));
  }

  /** What was passing has come to its end. */
  function settle() {
    onTheWay = false;
  }

  function write(over) {
    const wanted = `#${link()}`;
    if (wanted === (location.hash || "#")) return;
    // A page within a notebook has no address of its own.
    try {
      history[over ? "replaceState" : "pushState"](null, "", wanted);
    } catch {
      /* it stays without */
    }
  }

  /** Take the state from the address, at the start and after Back or Forward. */
  function read() {
    const before = { ...now };
    Object.assign(now, fromLink(location.hash.slice(1)));
    listeners.forEach((listener) => listener(now, before));
  }
  addEventListener("popstate", read);
  Object.assign(now, fromLink(location.hash.slice(1)));
  return state;
};
