"""The map page's folding: ``fold.js``, made from the tables of :mod:`elshi.graph.names.folding`.

``python -m elshi.graph.names.page_folding`` prints the page's module of that name; a test fails when it
is stale, and another when page and program fold a name of the corpus differently. Scripts other than
Latin, Greek and Cyrillic are left to the search forms that the page's data bring along.
"""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from elshi.graph.names import folding
from elshi.graph.names.repair import ROMAN, TO_CYRILLIC

FILE = Path(__file__).parents[1] / "maps" / "templates" / "scripts" / "fold.js"

_LETTERS = [
    letter
    for first, last in (
        (0xDF, 0x17F),
        (0x1DD, 0x1DD),
        (0x218, 0x21B),
        (0x259, 0x259),
        (0x3B1, 0x3C9),
        (0x430, 0x4FF),
    )
    for number in range(first, last + 1)
    if (letter := chr(number)).isalpha() and letter == letter.lower()
]
"""The small letters that the page knows beyond ASCII."""

_TEMPLATE = """\
/* The two normal forms of a writing, as elshi.graph.names.folding makes them: fold, in which names are
   searched, and slug, as files are named. Made from its tables by `python -m elshi.graph.names.page_folding`;
   do not edit it. */

export const { fold, slug } = (() => {
  const table = (text) => Object.assign(Object.create(null),
    Object.fromEntries(text.split(" ").map((pair) => [pair[0], pair.slice(1)])));
  const LETTERS = table(%(letters)s);
  const SLUGS = table(%(slugs)s);
  const MET = %(met)s;
  const TWINS = table(%(twins)s);
  const APART = %(apostrophes)s;

  const ROMAN = /^%(roman)s$/;

  // Names share letters and words: each is looked at once.
  const letters = Object.create(null);
  const words = Object.create(null);

  const bare = (letter) => letter.normalize("NFD")[0];

  const silent = (letter) => APART.includes(letter) || /[\\u0300-\\u036f]/.test(letter);

  function folded(letter) {
    if (silent(letter)) return "";
    return LETTERS[letter] ?? LETTERS[bare(letter)] ?? (/[a-z0-9]/.test(bare(letter)) ? bare(letter) : " ");
  }

  function level(word) {
    for (let before = ""; before !== word && !ROMAN.test(word);) {
      before = word;
      word = word.replace(/^x/, "h").replace(/%(digraphs)s/g, (part) => MET[part] ?? "i");
    }
    return word;
  }

  const mixed = (word) => /[a-z]/.test(word) && /[а-ӿ]/.test(word);

  /** The search form of a writing, for the letters of our languages. */
  function fold(text) {
    const small = text.normalize("NFC").replaceAll("İ", "i").toLowerCase().replaceAll("дж", "j");
    const mended = small.replace(/[a-zа-ӿ]+/g, (word) =>
      mixed(word) ? word.replace(/[a-z]/g, (letter) => TWINS[letter] ?? letter) : word);
    let found = "";
    for (const letter of mended) found += letters[letter] ??= folded(letter);
    return found.split(/[^a-z0-9]+/).filter(Boolean).map((word) => words[word] ??= level(word)).join(" ");
  }

  /** A name as a file is named: small Latin letters, digits and hyphens. */
  function slug(text, longest = 80) {
    let latin = "";
    for (const letter of text.normalize("NFC").replaceAll("İ", "i").toLowerCase()) {
      latin += silent(letter) ? "" : SLUGS[letter] ?? SLUGS[bare(letter)] ?? bare(letter);
    }
    return (latin.match(/[a-z0-9]+/g) ?? []).join("-").slice(0, longest).replace(/-+$/, "");
  }

  return { fold, slug };
})();
"""


def page() -> str:
    """The script, as it stands in the templates."""
    met = (f'{digraph}: "{met}"' for digraph, met in folding.MET.items() if met != "i")
    twins = (f"{latin}{twin}" for latin, twin in TO_CYRILLIC.items() if latin.isascii() and latin.islower())
    return _TEMPLATE % {
        "letters": _table(folding.letter_of_fold, ("w", "q")),
        "slugs": _table(folding.letter_of_slug, ("№",)),
        "met": f"{{ {', '.join(met)} }}",
        "twins": json.dumps(" ".join(twins), ensure_ascii=False),
        "apostrophes": json.dumps("".join(sorted(folding.APOSTROPHES)), ensure_ascii=False),
        "roman": ROMAN.pattern.lower(),
        "digraphs": folding.DIGRAPHS.pattern,
    }


def _table(form: Callable[[str], str], more: Sequence[str] = ()) -> str:
    """The letters that are not just their base letter, each with its form, as lines of JavaScript."""
    pairs = []
    for letter in (*more, *_LETTERS):
        base, written = unicodedata.normalize("NFD", letter)[0], form(letter)
        if written.isspace() or (base != letter and written == form(base)):
            continue
        pairs.append(f"{letter}{re.sub('[^a-z0-9]', '', written.lower())}")
    lines = textwrap.wrap(" ".join(pairs), 95, break_long_words=False, break_on_hyphens=False)
    spaced = [line + " " for line in lines[:-1]] + lines[-1:]
    return "\n    " + " +\n    ".join(json.dumps(line, ensure_ascii=False) for line in spaced)


if __name__ == "__main__":
    print(page(), end="")
