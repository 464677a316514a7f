/* The stage: vis-network keeps the view, the dragging and the wheel; the picture is painted here.
   While the view moves, a picture of the canvas larger than the view is moved and scaled in its
   place; at rest it is painted anew. For that two private methods of the vis-network that pyvis
   ships (9.1.2, pinned) are replaced: how it redraws, and which node lies at a point. */

// How much wider and higher than the view the kept picture is, and after how long a rest it is made anew.
const LARGER = 1.5;
const REST = 120;
// A picture that takes no longer than this is simply painted at every step.
const QUICK = 9;
// One that takes longer is not painted while a dot is dragged.
const SLOW = 40;

export const stageOf = (box, data, model) => {
  const network = new vis.Network(box, { nodes: [], edges: [] }, data.options);
  const canvas = box.querySelector("canvas");
  const front = canvas.getContext("2d");
  const back = document.createElement("canvas");
  const stage = {
    network,
    canvas,
    own: true,
    hovered: undefined,
    painter: undefined,
    frame,
    repaint,
    redraw,
    nodeAt,
    edgeAt,
    settle,
    known,
    slow: () => cost > SLOW,
  };
  let kept; // { scale, x, y, ratio, version } of the picture in ``back``
  let stale = true;
  let timer;
  let cost = 0;

  const view = () => network.body.view;
  const ratio = () => canvas.width / Math.max(1, canvas.clientWidth);

  /** The part of the whole picture that the box shows, in pixels at a scale: left, top, right, bottom. */
  function frame(scale) {
    const { x, y } = network.getViewPosition();
    const [w, h] = [box.clientWidth / 2, box.clientHeight / 2];
    return [x * scale - w, y * scale - h, x * scale + w, y * scale + h];
  }

  function covers({ scale, translation }) {
    if (!kept || kept.w !== box.clientWidth || kept.h !== box.clientHeight) return false;
    const [left, top] = [
      translation.x - (kept.x * scale) / kept.scale,
      translation.y - (kept.y * scale) / kept.scale,
    ];
    return Math.abs(left) <= kept.dx && Math.abs(top) <= kept.dy;
  }

  /** Paint the whole anew into the kept picture. */
  function paintBack() {
    const begun = performance.now();
    const [w, h, device] = [box.clientWidth, box.clientHeight, ratio()];
    // Whole pixels: a picture that is shown half a pixel off is blurred.
    const [dx, dy] = [Math.round(((LARGER - 1) / 2) * w), Math.round(((LARGER - 1) / 2) * h)];
    back.width = Math.round((w + 2 * dx) * device);
    back.height = Math.round((h + 2 * dy) * device);
    const { scale, translation } = view();
    const context = back.getContext("2d");
    context.setTransform(device, 0, 0, device, 0, 0);
    context.translate(translation.x + dx, translation.y + dy);
    context.scale(scale, scale);
    stage.painter?.paint(context, scale);
    kept = { scale, x: translation.x, y: translation.y, w, h, dx, dy };
    stale = false;
    cost = performance.now() - begun;
  }

  /** Bring the kept picture to where the view is now. */
  function show() {
    const { scale, translation } = view();
    const device = ratio();
    const zoom = scale / kept.scale;
    front.setTransform(1, 0, 0, 1, 0, 0);
    front.clearRect(0, 0, canvas.width, canvas.height);
    const place = [translation.x - (kept.x + kept.dx) * zoom, translation.y - (kept.y + kept.dy) * zoom].map(
      (at) => (zoom === 1 ? Math.round(at * device) : at * device),
    );
    front.drawImage(back, ...place, back.width * zoom, back.height * zoom);
    front.setTransform(device, 0, 0, device, 0, 0);
    front.translate(translation.x, translation.y);
    front.scale(scale, scale);
    stage.painter?.paintHover(front, scale);
  }

  network.renderer._redraw = () => {
    network.renderer.redrawRequested = false;
    network.body.emitter.emit("initRedraw"); // what moves the view step by step, and physics, wait for it
    if (!canvas.width || !box.clientWidth) {
      network.canvas.setSize();
      if (!canvas.width) return;
    }
    const sharp = kept && kept.scale === view().scale && covers(view());
    if (
      !kept ||
      stale ||
      (!sharp && (cost < QUICK || kept.w !== box.clientWidth || kept.h !== box.clientHeight))
    )
      paintBack();
    else if (!sharp) settle();
    show();
  };

  /** Paint anew when the view has come to rest. */
  function settle() {
    clearTimeout(timer);
    // The longer a painting takes, the longer the rest that it waits for.
    timer = setTimeout(
      () => {
        stale = true;
        network.renderer._requestRedraw();
      },
      Math.max(REST, 2 * cost),
    );
  }

  /** Paint anew at the next frame: what is shown has changed. */
  function repaint() {
    stale = true;
    network.renderer._requestRedraw();
  }
  /** Show anew what is painted: only what lies under the pointer has changed. */
  function redraw() {
    network.renderer._requestRedraw();
  }

  // ----------------------------------------------------------------------- under the pointer

  /** The node under a point of the box, with some room around small ones; the nearest of several. */
  function nodeAt(point) {
    const at = network.DOMtoCanvas(point);
    const room = 5 / network.getScale();
    let best;
    let near = Infinity;
    for (const node of model.seen.nodes) {
      const [dx, dy] = [Math.abs(node.x - at.x), Math.abs(node.y - at.y)];
      const reach = Math.max(node.size, room) + room / 3;
      if (dx > reach || dy > reach) continue;
      const far = Math.hypot(dx, dy);
      if (far <= reach && far < near) [best, near] = [node, far];
    }
    return best;
  }
  network.selectionHandler.getNodeAt = (point, whole = true) => {
    const found = nodeAt(point);
    if (found) known([found]);
    return found && (whole ? network.body.nodes[found.id] : found.id);
  };

  /** Tell vis-network of some nodes: only those that were touched, so that thousands cost nothing. */
  function known(nodes) {
    network.body.data.nodes.update(nodes.map(({ id, x, y, size }) => ({ id, x, y, shape: "dot", size })));
  }

  /** The line within a few pixels of a point of the box. */
  function edgeAt(point) {
    const at = network.DOMtoCanvas(point);
    let best;
    let near = 6 / network.getScale();
    for (const edge of model.seen.edges) {
      const { a, b } = edge;
      if (
        Math.min(a.x, b.x) - near > at.x ||
        Math.max(a.x, b.x) + near < at.x ||
        Math.min(a.y, b.y) - near > at.y ||
        Math.max(a.y, b.y) + near < at.y
      )
        continue;
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const along = Math.max(
        0,
        Math.min(1, ((at.x - a.x) * dx + (at.y - a.y) * dy) / (dx * dx + dy * dy || 1)),
      );
      const far = Math.hypot(a.x + along * dx - at.x, a.y + along * dy - at.y);
      if (far < near) [best, near] = [edge, far];
    }
    return best;
  }

  stage.stale = () => {
    stale = true;
  };
  return stage;
};
