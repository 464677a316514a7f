"""The licences of what Elshi needs at run time, as each package states its own.

``python -m tests.licences > docs/licences.md`` writes the page; a test fails when it is stale.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]

PERMISSIVE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSD", "CC0-1.0", "ISC", "MIT", "MPL-2.0",
    "PSF-2.0", "Python-2.0", "Zlib",
}  # fmt: skip
"""SPDX identifiers that may be in the run-time set, and BSD where a package does not say which."""

WORDS = {
    "Apache": "Apache-2.0", "BSD-3-Clause": "BSD-3-Clause", "BSD 3-Clause": "BSD-3-Clause", "BSD": "BSD",
    "ISC": "ISC", "MIT": "MIT", "Mozilla Public License 2.0": "MPL-2.0",
}  # fmt: skip
"""How older metadata call a licence → its identifier; the first that stands in the text."""

INTRODUCTION = """# Licences

*This page is made from the packages' own metadata by `python -m tests.licences`; do not edit it.*

Elshi's code is under the Apache License 2.0 (`LICENSE`), the curated data under CC BY 4.0
(`loaders/corpus/LICENSE`). `NOTICE` names what others made and this repository contains.

These packages are installed at run time (`constraints.txt`), all of them under permissive licences. Some
bring libraries of others, which are used as they are and not changed:

- arcadedb-embedded brings a Java runtime (OpenJDK: GPL 2 with the Classpath Exception) and Java libraries,
  most of them under the Apache License 2.0, others under MIT, BSD, EDL 1.0 or EPL 2.0, UPL and CC0.
- numpy, scipy and networkit bring GCC's run-time libraries (GPL 3 with the GCC Runtime Library Exception;
  libquadmath: LGPL 2.1 or later).
- pyvis brings vis-network (MIT or Apache 2.0), which stands in every map, and tom-select (Apache 2.0).
- babel brings names from Unicode's CLDR (Unicode License 3).

| package | licence |
|---|---|
"""


def packages() -> list[str]:
    """The names of the run-time set, as the hashed constraints have them."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return list(dict.fromkeys(line.partition("==")[0] for line in lines if re.match(r"[a-z0-9]", line)))


def licence(package: str) -> str | None:
    """The licence that a package states, as SPDX has it; ``None`` where it is not installed here."""
    try:
        stated = metadata(package)
    except PackageNotFoundError:
        return None
    if expression := stated.get("License-Expression"):
        return str(expression)
    classifiers = [
        c.rpartition(" :: ")[2] for c in stated.get_all("Classifier", []) if c.startswith("License")
    ]
    for text in (str(stated.get("License") or "").partition("\n")[0], *classifiers):
        for word, identifier in WORDS.items():
            if word in text:
                return identifier
    return "not stated"


def page() -> str:
    """The page, as Markdown."""
    return INTRODUCTION + "".join(row(name) for name in packages())


def row(package: str) -> str:
    """The line of the page on one package; one for another platform is listed without its licence."""
    return f"| {package} | {licence(package) or 'not installed on Linux'} |\n"


if __name__ == "__main__":
    print(page(), end="")
