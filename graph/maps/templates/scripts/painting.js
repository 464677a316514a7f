/* The painting: a scene brought onto a canvas, and what the pointer is on brought over it. */

import { trace } from "./light.js";
import { DASHES } from "./scene.js";

export const painterOf = (data, model, scene, labels, light, selection, stage) => {
  const { colours } = light;
  const land = data.land && new Path2D(data.land);

  function paint(context, scale) {
    if (land) {
      context.fillStyle = colours.land;
      context.fill(land);
    }
    paintAreas(context);
    paintLines(context, scale);
    paintDots(context, scale);
    context.save();
    context.scale(1 / scale, 1 / scale);
    paintBundles(context, scale);
    [...labels.at(scale)].reverse().forEach((name) => paintName(context, name));
    context.restore();
  }

  /** Areas of communities: painted whole on a sheet of their own, laid under the rest as a tint. */
  function paintAreas(context) {
    const areas = scene.areas();
    if (!areas.length) return;
    const sheet = document.createElement("canvas");
    [sheet.width, sheet.height] = [context.canvas.width, context.canvas.height];
    const pen = sheet.getContext("2d");
    pen.setTransform(context.getTransform());
    for (const { colour, discs, tree, wide } of areas) {
      pen.fillStyle = colour;
      pen.strokeStyle = colour;
      pen.lineWidth = 1.6 * wide;
      pen.lineCap = "round";
      pen.fill(discs);
      pen.stroke(tree);
    }
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = selection.any() ? 0.07 : 0.15;
    context.drawImage(sheet, 0, 0);
    context.restore();
  }

  function paintLines(context, scale) {
    for (const group of scene.lines()) {
      context.globalAlpha = scene.strength(group);
      context.strokeStyle = scene.colour(group);
      context.lineCap = group.dash === "derived" ? "round" : "butt";
      context.lineWidth = group.width / scale;
      context.setLineDash(DASHES[group.dash].map((length) => length / scale));
      context.stroke(group.path);
    }
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  function paintDots(context, scale) {
    for (const group of scene.dots(scale))
      for (const path of group.paths) paintSheaf(context, scale, group, path);
    for (const id of selection.chosen()) ring(context, scale, model.byId.get(id));
  }

  function paintSheaf(context, scale, { colour, bright, hollow }, path) {
    context.lineWidth = Math.min(3, 2.4 / scale);
    context.strokeStyle = colours.paper;
    context.stroke(path);
    if (!bright || hollow) {
      context.fillStyle = colours.paper;
      context.fill(path);
    }
    context.globalAlpha = bright ? 1 : 0.22;
    context.fillStyle = hollow ? colours.paper : colour;
    context.fill(path);
    if (hollow) {
      context.lineWidth = Math.min(2.2, 1.8 / scale);
      context.strokeStyle = colour;
      context.stroke(path);
    }
    context.globalAlpha = 1;
  }

  function ring(context, scale, node) {
    if (!node?.shown) return;
    context.strokeStyle = colours.accent;
    context.lineWidth = 2 / scale;
    context.beginPath();
    context.arc(node.x, node.y, scene.radius(node, scale) * 1.1 + 4.5 / scale, 0, 7);
    context.stroke();
  }

  /** The numbers of facts on lines, in pixels of the screen. */
  function paintBundles(context, scale) {
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.font = `600 11px ${getComputedStyle(document.body).fontFamily}`;
    context.lineWidth = 1;
    for (const { x, y, w, h, text } of scene.bundles(scale)) {
      context.fillStyle = colours.paper;
      context.strokeStyle = colours.line;
      context.beginPath();
      context.roundRect(x - w, y - h, 2 * w, 2 * h, h);
      context.fill();
      context.stroke();
      context.fillStyle = colours.ink;
      context.fillText(text, x, y + 0.5);
    }
  }

  function paintName(context, { node, x, y, lines, leader }) {
    if (leader) {
      context.beginPath();
      context.moveTo(...leader[0]);
      context.lineTo(...leader[1]);
      context.strokeStyle = colours.soft;
      context.lineWidth = 1;
      context.stroke();
    }
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.font = labels.font(node);
    context.strokeStyle = colours.paper;
    context.fillStyle = colours.ink;
    context.lineWidth = 3.5;
    lines.forEach((line, at) => {
      context.strokeText(line, x, y + at * node.type * 1.16);
      context.fillText(line, x, y + at * node.type * 1.16);
    });
  }

  /** A dot that is on its way, and its lines to where it is now. */
  function paintCarried(context, scale, node) {
    context.strokeStyle = colours.accent;
    context.lineWidth = 1 / scale;
    context.beginPath();
    for (const { a, b, shown } of node.edges)
      if (shown) {
        context.moveTo(a.x, a.y);
        context.lineTo(b.x, b.y);
      }
    context.stroke();
    const path = new Path2D();
    const [shape, , hollow] = light.look(node.group);
    trace(path, shape, node.x, node.y, scene.radius(node, scale), false);
    paintSheaf(context, scale, { colour: light.colour(node), bright: true, hollow }, path);
  }

  function paintHover(context, scale) {
    if (stage.carried) paintCarried(context, scale, stage.carried);
    const node = stage.hovered;
    if (!node?.shown) return;
    ring(context, scale, node);
    if (labels.stands(node)) return;
    context.save();
    context.scale(1 / scale, 1 / scale);
    paintName(context, labels.alone(node, scale));
    context.restore();
  }

  return { paint, paintHover };
};
