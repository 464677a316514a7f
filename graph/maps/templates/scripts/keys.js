/* The keys: everything that the pointer does, from the keyboard. */

export const keysOf = (box, model, state, stage, flight, search, menu) => {
  const STEP = 60;
  const typing = () => document.activeElement?.matches("input, select, textarea");

  /** The next or the last of the best-tied actors, as one walks through them. */
  function walk(by) {
    const order = [...model.seen.nodes].sort((a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1));
    if (!order.length) return;
    const here = order.findIndex((node) =>
      node.tie === undefined ? node.id === state.now.at : node.tie === state.now.tie,
    );
    const next = order[(here + by + order.length + (here < 0 && by < 0 ? 1 : 0)) % order.length];
    state.set({ at: next.tie === undefined ? next.id : undefined, and: undefined, tie: next.tie });
    flight.fly([next.id]);
  }

  const MAP = {
    ArrowLeft: () => flight.move(-STEP, 0),
    ArrowRight: () => flight.move(STEP, 0),
    ArrowUp: () => flight.move(0, -STEP),
    ArrowDown: () => flight.move(0, STEP),
    "+": () => flight.zoom(1.35),
    "=": () => flight.zoom(1.35),
    "-": () => flight.zoom(1 / 1.35),
    0: () => flight.whole(true),
  };
  const ANYWHERE = { "/": search.focus, n: () => walk(1), p: () => walk(-1) };

  function escape() {
    if (menu.open) {
      menu.open = false;
      return;
    }
    const { at, tie, show } = state.now;
    if (at !== undefined || tie !== undefined) {
      state.set({ at: undefined, and: undefined, tie: undefined });
      search.focus();
    } else if (show) state.set({ show: "" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      escape();
      return;
    }
    if (typing()) return;
    const done = ANYWHERE[event.key] ?? (box.contains(document.activeElement) ? MAP[event.key] : undefined);
    if (!done) return;
    event.preventDefault();
    done();
  });
};
