/* Flight: moving the view to what is looked for, beside what covers the picture. */

export const flightOf = (box, model, stage, panel) => {
  const { network } = stage;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const moving = (duration = 450) => (still.matches ? false : { duration, easingFunction: "easeInOutQuad" });
  const narrow = () => innerWidth <= 640;

  /** The given dots, with room for their names, in the part of the box that is free. */
  function frameOf(some, { right = 0, bottom = 0 } = {}) {
    const [left, top, east, south] = some.reduce(
      ([a, b, c, d], { x, y, size }) => [
        Math.min(a, x - size),
        Math.min(b, y - size),
        Math.max(c, x + size),
        Math.max(d, y + size),
      ],
      [Infinity, Infinity, -Infinity, -Infinity],
    );
    const [room, height] = [box.clientWidth - right, box.clientHeight - bottom];
    const margin = [Math.min(78, room / 7), Math.min(44, height / 10)];
    const scale = Math.min(
      (room - 2 * margin[0]) / (east - left),
      (height - 2 * margin[1]) / (south - top),
      1.5,
    );
    return {
      scale,
      position: { x: (left + east) / 2 + right / 2 / scale, y: (top + south) / 2 + bottom / 2 / scale },
    };
  }

  function whole(animated) {
    if (!box.clientWidth) return; // the sheet is away while the drawing is printed
    const some = model.seen.nodes.length ? model.seen.nodes : model.nodes;
    stage.own = true;
    network.moveTo({ ...frameOf(some), animation: animated && moving() });
    stage.repaint();
  }

  const covered = () =>
    panel.hidden ? {} : narrow() ? { bottom: panel.offsetHeight } : { right: panel.offsetWidth };

  /** Bring actors to the middle of what the panel leaves free. */
  function fly(ids) {
    const known = ids.map((id) => model.byId.get(id)).filter((node) => node?.shown);
    if (!known.length) return;
    stage.own = false;
    if (known.length > 1) {
      network.moveTo({ ...frameOf(known, covered()), animation: moving() });
      return;
    }
    const near = Math.max(network.getScale(), 0.9);
    const { right = 0, bottom = 0 } = covered();
    network.moveTo({
      scale: near,
      position: { x: known[0].x + right / 2 / near, y: known[0].y + bottom / 2 / near },
      animation: moving(),
    });
  }

  /** Whether a point of the box lies under the panel, or is about to. */
  const under = (point) =>
    !panel.hidden && (narrow() ? point.y > panel.offsetTop - 30 : point.x > panel.offsetLeft - 60);

  /** Where some dots are all in view, and the panel has come to lie over one, bring them beside it. */
  function uncover(ids, otherwise) {
    const points = ids
      .filter((id) => model.byId.get(id).shown)
      .map((id) => network.canvasToDOM(model.byId.get(id)));
    const inView = ({ x, y }) => x > 0 && y > 0 && x < box.clientWidth && y < box.clientHeight;
    if (points.length > 1 && points.every(inView) && points.some(under)) fly(ids);
    else if (otherwise.length) fly(otherwise);
  }

  function zoom(by) {
    stage.own = false;
    network.moveTo({ scale: network.getScale() * by, animation: moving(200) });
  }

  function move(dx, dy) {
    stage.own = false;
    const { x, y } = network.getViewPosition();
    network.moveTo({ position: { x: x + dx / network.getScale(), y: y + dy / network.getScale() } });
  }

  /** The reader moves the view: names may stand beyond its edges, and are placed anew at rest. */
  const taken = () => {
    stage.own = false;
    stage.settle();
  };
  network.on("zoom", taken);
  network.on("dragEnd", taken);
  network.on("resize", () => {
    if (stage.own) setTimeout(() => whole(false));
  });
  return { whole, fly, uncover, zoom, move, under };
};
