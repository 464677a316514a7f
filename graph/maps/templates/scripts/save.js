/* Saving: the figure as SVG or PNG, the places of the dots, a link to this view, and the printer. */

import { el } from "./elements.js";
import { slug } from "./fold.js";

/** Give the reader a file. */
export function hand(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = el("a", { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export const saveOf = (data, model, words, figure, heading, say) => {
  const named = (ending) => `${slug(heading(), 60) || "map"}.${ending}`;
  const SHARP = 2;

  const written = (picture) => new XMLSerializer().serializeToString(picture);

  const svg = () => hand(new Blob([written(figure())], { type: "image/svg+xml" }), named("svg"));

  async function png() {
    const picture = figure();
    const [w, h] = [Number(picture.getAttribute("width")), Number(picture.getAttribute("height"))];
    const image = new Image(w * SHARP, h * SHARP);
    const url = URL.createObjectURL(new Blob([written(picture)], { type: "image/svg+xml" }));
    image.src = url;
    await image.decode();
    const canvas = el("canvas", { width: Math.round(w * SHARP), height: Math.round(h * SHARP) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    hand(await new Promise((done) => canvas.toBlob(done, "image/png")), named("png"));
  }

  /** Where the dots stand, for ``elshi map --layout-from``. */
  function places() {
    const tenth = (value) => Math.round(value * 10) / 10;
    const places = Object.fromEntries(
      model.nodes.map(({ id, x, y }) => [id, (data.turned ? [y, x] : [x, y]).map(tenth)]),
    );
    hand(
      new Blob([JSON.stringify({ elshi: "positions", positions: places })], { type: "application/json" }),
      named("positions.json"),
    );
  }

  async function link() {
    try {
      await navigator.clipboard.writeText(location.href);
      say("saved.link");
    } catch {
      say("saved.nolink");
    }
  }

  const sheet = document.getElementById("print");
  addEventListener("beforeprint", () => sheet.replaceChildren(figure()));
  addEventListener("afterprint", () => sheet.replaceChildren());

  return { svg, png, positions: places, link, print: () => print() };
};
