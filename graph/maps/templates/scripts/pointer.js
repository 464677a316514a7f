/* The pointer: a short text under it, a click that selects, a dot that is dragged and stays. */

export const pointerOf = (box, model, words, stage, selection, scene, tip, flight) => {
  const { network, canvas } = stage;
  let pressed = false;

  function told(node, edge) {
    if (node)
      return node.tie === undefined
        ? `${node.label} · ${words.say("panel.others", { n: model.neighbours(node).size })}`
        : `${node.label}${dateOf(node)}`;
    if (!edge) return "";
    const why = edge.now.dashed ? ` · ${words.say("unsure")}${reason(edge)}` : "";
    const facts = words.say("count.facts", { n: edge.now.facts.length });
    return `${edge.a.label} – ${edge.b.label} · ${facts}${why}`;
  }

  const dateOf = (node) => {
    const { date } = model.ties[model.tieAt.get(node.tie)];
    return date ? ` · ${words.date(date)}` : "";
  };
  /** Why a line is in doubt: what the first of its facts says of itself. */
  const reason = (edge) => {
    const note = edge.now.facts.map((at) => words.note(model.ties[at])).find(Boolean);
    return note ? `: ${note}` : "";
  };

  function hover(event) {
    const place = box.getBoundingClientRect();
    const point = { x: event.clientX - place.left, y: event.clientY - place.top };
    const node = stage.nodeAt(point);
    const said = told(node, node ? undefined : stage.edgeAt(point));
    canvas.style.cursor = said ? "pointer" : "";
    tip.hidden = !said;
    tip.textContent = words.cut(said, 300);
    if (said) {
      tip.style.left = `${Math.max(8, Math.min(point.x + 14, place.width - tip.offsetWidth - 8))}px`;
      const below = point.y + 18 + tip.offsetHeight <= place.height;
      tip.style.top = `${below ? point.y + 18 : point.y - tip.offsetHeight - 10}px`;
    }
    if (stage.hovered !== node) {
      stage.hovered = node;
      stage.redraw();
    }
  }

  box.addEventListener("pointermove", (event) => {
    if (!pressed && event.pointerType !== "touch") hover(event);
  });
  box.addEventListener("pointerleave", () => {
    tip.hidden = true;
    stage.hovered = undefined;
    stage.redraw();
  });
  network.on("dragStart", () => {
    pressed = true;
    tip.hidden = true;
  });
  function carry({ nodes }) {
    for (const id of nodes) Object.assign(model.byId.get(id), network.getPositions([id])[id]);
    if (nodes.length) {
      scene.counts.moved += 1;
      stage.repaint();
    }
  }

  /** On the way a dot is shown over the picture as it was, where painting all anew would lag behind. */
  function drag(event) {
    if (!event.nodes.length) return;
    if (!stage.slow()) {
      carry(event);
      return;
    }
    stage.carried = Object.assign(
      model.byId.get(event.nodes[0]),
      network.getPositions(event.nodes)[event.nodes[0]],
    );
    stage.redraw();
  }
  network.on("dragging", drag);
  network.on("dragEnd", (event) => {
    pressed = false;
    stage.carried = undefined;
    carry(event);
    network.unselectAll();
  });
  network.on("click", ({ pointer }) => {
    const node = stage.nodeAt(pointer.DOM);
    selection.click(node, node ? undefined : stage.edgeAt(pointer.DOM));
    network.unselectAll();
    flight.uncover([...selection.lit.nodes], node && flight.under(pointer.DOM) ? [node.id] : []);
  });
};
