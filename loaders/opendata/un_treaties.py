"""Treaty texts of the UN Treaty Series (and the League's): each text file becomes a treaty.

Give the files, or a folder of ``.txt`` files, as in ``elshi load --kind un-treaties treaty-texts``. What a
text says of itself in head and foot is read: title, parties, date and place of signature, registration
number, entry into force. What neither says stays empty; where the two differ, the treaty is ``unsure`` and
its note says how. A place whose country is not known stays in the note. A text without title or parties is
left out and listed, and so is one in a language other than English: the series prints most treaties in
English and French, so load the English text of the same number.

Measured on texts of the series that were kept aside, each read once before anything was mended for them:
all of parties, date and place were right in 96 of 99 (47 of 49, then 49 of 50).
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from elshi.graph.errors import ElshiError
from elshi.loaders.files import encodings
from elshi.loaders.opendata.gathering import NOTHING, Gathering, OpenData, OpenDataOptions, slug
from elshi.loaders.opendata.signing_places import city
from elshi.loaders.opendata.states import ORGANISATIONS
from elshi.loaders.opendata.treaty_texts import TreatyText, read_text

DATA = OpenData(
    kind="un-treaties",
    source="un-treaty-series",
    name="United Nations Treaty Series and League of Nations Treaty Series",
    licence="Terms of use of the United Nations Treaty Collection: free to consult and to quote, naming "
    "the source; the texts are not part of this graph.",
    citation="United Nations, Treaty Series (UNTS); League of Nations, Treaty Series (LNTS).",
    url="https://treaties.un.org",
    takes=("source", "encoding"),
)

LARGEST = 5_000_000
"""Bytes of one text; a treaty of more than that is no treaty text."""

_KINDS = (
    ("agreement", ("agreement", "accord", "arrangement", "exchange of notes", "exchange of letters")),
    ("treaty", ("convention", "treaty")),
    ("protocol", ("protocol",)),
    ("memorandum", ("memorandum",)),
    ("declaration", ("declaration",)),
    ("programme", ("programme", "program")),
    ("plan", ("plan",)),
)
_FIELDS = {
    "general-culture": r"cultur|intellectual",
    "education": r"educat|school|universit|academic|scholar",
    "science": r"scien|research",
    "fine-arts": r"artistic|\barts?\b",
    "literature": r"literary|literature",
    "film": r"film|cinema",
    "sport": r"sport|physical culture",
    "tourism": r"touris",
    "youth": r"youth",
    "media": r"radio|television|broadcast|press\b",
    "museums": r"museum",
    "libraries-archives": r"librar|archiv",
    "heritage": r"monument|antiquit|archaeolog|cultural property|excavation",
    "economy": r"econom|trade|technical|technolog",
    "language": r"\blanguage",
    "music": r"music",
    "theatre": r"theat",
}


def read(paths: Sequence[Path], options: OpenDataOptions = NOTHING) -> Gathering:
    """Read text files, or folders of ``.txt`` files, as treaties.

    Raises ``ElshiError`` when there is no such file, or one is not text.
    """
    files = [file for path in paths for file in _files(path)]
    gathering = Gathering(options.of(DATA), paths[0], "")
    digest = hashlib.sha256()
    for number, file in enumerate(files, 1):
        if file.stat().st_size > LARGEST:
            raise ElshiError(f"{file.name} has more than {LARGEST:,} bytes; a treaty's text was expected.")
        text = encodings.examine(file, options.encoding)
        digest.update(text.sha256.encode())
        _add(gathering, number, file, file.read_text(encoding=text.encoding))
    gathering.sha256 = digest.hexdigest()
    return gathering


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.suffix.lower() == ".txt")
        if not files:
            raise ElshiError(f"The folder {path} holds no .txt files; texts of treaties were expected.")
        return files
    if not path.is_file():
        raise ElshiError(f"There is no file {path}.")
    return [path]


def _add(gathering: Gathering, number: int, file: Path, written: str) -> None:
    text = read_text(written)
    if not text.title or len(text.parties) < 2:
        if language := foreign_language(written):
            gathering.leave_out(f"{file.name}: it is in {language}; English texts of the series are read.")
            return
        missing = "its title is" if not text.title else "its parties are"
        gathering.leave_out(f"{file.name}: {missing} not found.")
        return
    parties = [_party(gathering, id_, number) for id_ in text.parties]
    id_ = _id(text, file)
    if gathering.has("treaties", id_):
        gathering.leave_out(f"{file.name}: another copy of {id_}, which was taken from an earlier file.")
        return
    place = _place(gathering, text, file, number)
    stated = [f"Signed at {text.place}."] if text.place and not place else []
    gathering.add(
        "treaties",
        number,
        id=id_,
        name=text.title,
        kind=_kind(text.title),
        date=text.date,
        in_force=text.in_force,
        signed_by="; ".join(parties),
        places=place,
        fields="; ".join(
            field for field, pattern in _FIELDS.items() if re.search(pattern, text.title.lower())
        ),
        certainty="unsure" if text.doubts else "stated",
        note=" ".join([*stated, *text.doubts]) or None,
    )
    gathering.add(
        "citations",
        number,
        fact=id_,
        source=gathering.data.source,
        section=f"{'LNTS' if text.league else 'UNTS'} No. {text.number}" if text.number else file.name,
        via=file.name,
    )


_WORDS = {
    "English": ("the", "of", "and", "to", "shall", "which", "this"),
    "French": ("le", "la", "les", "des", "du", "et", "dans", "sera"),
    "Spanish": ("el", "los", "las", "del", "y", "en", "por", "una"),
}
"""Words that are frequent in one language and in none of the others."""


def foreign_language(text: str) -> str:
    """The language of a text if it is not English; empty if it is, or if that is unclear.

    >>> foreign_language("Le Gouvernement de la France et le Gouvernement du Royaume de Norvège")
    'French'
    >>> foreign_language("The Government of France and the Government of Norway, desiring to develop")
    ''
    """
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    counts = {language: sum(words[word] for word in some) for language, some in _WORDS.items()}
    first = max(counts, key=lambda language: counts[language])
    return first if first != "English" and counts[first] > 2 * counts["English"] else ""


def _party(gathering: Gathering, id_: str, number: int) -> str:
    if id_ not in ORGANISATIONS:
        return gathering.state(id_, number)
    name = ORGANISATIONS[id_].split(";")[0]
    return gathering.add("organisations", number, id=id_, name=name, kind="intergovernmental")


def _place(gathering: Gathering, text: TreatyText, file: Path, number: int) -> str | None:
    if not text.place:
        return None
    town = city(text.place)
    if town is None:
        gathering.leave_out(
            f"{file.name}: it is not known in which country {text.place} lies; the note has it."
        )
        return None
    return gathering.city(*town, number)


def _id(text: TreatyText, file: Path) -> str:
    """``unts-9039``, ``lnts-2304``; without a number by parties and date, else by the file's name."""
    if text.number:
        return f"{'lnts' if text.league else 'unts'}-{text.number}"
    if text.date:
        return f"treaty-{'-'.join(slug(party) for party in sorted(text.parties))}-{text.date}"
    return f"treaty-{slug(file.stem)}"


def _kind(title: str) -> str:
    """The kind whose word stands first in the title."""
    small = title.lower()
    matches = [(small.index(word), kind) for kind, words in _KINDS for word in words if word in small]
    return min(matches)[1] if matches else "agreement"
