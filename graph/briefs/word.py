"""A brief as a Word document, with real footnotes, headings and pictures.

python-docx writes the document; it has no footnotes, so the part that holds them is made here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

from elshi.graph.briefs.contents import Brief, Section, Statement
from elshi.graph.footnotes.styles import Run, Runs

INK, FAINT, SOFT = "#1b2230", "#ece9e0", "#5b6270"
"""The colours of pictures on paper."""

UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""

COLUMNS: tuple[int, ...] = (Cm(3.6), Cm(13.4))
"""The widths of the columns of a table of statements, which together are those of the text."""

SPECIAL = 2
"""Footnotes that every document has: the line above the notes, and above those that go on."""


def write(made: Brief, path: Path) -> None:
    """Write the brief to a ``.docx`` file."""
    document: Any = Document()
    notes = _Footnotes()
    _styles(document, made.lang)
    document.core_properties.title = made.title
    document.core_properties.language = made.lang
    document.core_properties.author = "Elshi"
    document.add_heading(_clean(made.title), level=0)
    for sentence in made.summary:
        document.add_paragraph(_clean(sentence))
    for figure in made.figures:
        document.add_heading(_clean(figure.title), level=2)
        document.add_picture(_png(str(figure.svg)), width=sum(COLUMNS))
        _small(document, figure.says)
    for section in made.sections:
        _section(document, section, notes)
    if made.references:
        document.add_heading(_clean(made.sources_title), level=1)
    for reference in made.references:
        paragraph = document.add_paragraph(style="List Bullet")
        _runs(paragraph, reference.runs)
        if reference.remark:
            paragraph.add_run(_clean(f" ({reference.remark})"))
    _small(document, made.how)
    notes.add_to(document)
    document.save(str(path))


def _section(document: Any, section: Section, notes: _Footnotes) -> None:
    document.add_heading(_clean(section.title), level=1)
    for sentence in section.sentences:
        document.add_paragraph(_clean(sentence))
    if not section.statements:
        return
    widths = COLUMNS if section.is_dated else (sum(COLUMNS),)
    table = document.add_table(rows=0, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for statement in section.statements:
        _row(table, widths, statement, notes)


def _row(table: Any, widths: Sequence[int], statement: Statement, notes: _Footnotes) -> None:
    """A statement: when in the first of two columns, what with its footnote in the last."""
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = width
    if len(widths) > 1:
        row.cells[0].paragraphs[0].add_run(_clean(statement.when))
    paragraph = row.cells[-1].paragraphs[0]
    paragraph.add_run(_clean(statement.what))
    if statement.note:
        notes.mark(paragraph, statement.note)
    if statement.more:
        paragraph.add_run().add_break()
        more = paragraph.add_run(_clean(statement.more))
        more.font.size, more.font.color.rgb = Pt(9), RGBColor.from_string(SOFT[1:].upper())


class _Footnotes:
    """The footnotes of a document, and the part of the package that holds them."""

    def __init__(self) -> None:
        self._root: Any = etree.fromstring(f"<w:footnotes {nsdecls('w')}/>")
        for number, (sort, sign) in enumerate(
            (("separator", "w:separator"), ("continuationSeparator", "w:continuationSeparator"))
        ):
            note = etree.SubElement(
                self._root, qn("w:footnote"), {qn("w:type"): sort, qn("w:id"): str(number)}
            )
            run = etree.SubElement(etree.SubElement(note, qn("w:p")), qn("w:r"))
            etree.SubElement(run, qn(sign))

    def mark(self, paragraph: Any, runs: Runs) -> None:
        """Add a footnote, and its number at the end of a paragraph."""
        number = str(len(self._root))
        reference = paragraph.add_run()
        reference.style = "Footnote Reference"
        sign = OxmlElement("w:footnoteReference")
        sign.set(qn("w:id"), number)
        reference._r.append(sign)
        note = etree.SubElement(self._root, qn("w:footnote"), {qn("w:id"): number})
        body = etree.SubElement(note, qn("w:p"))
        properties = etree.SubElement(body, qn("w:pPr"))
        etree.SubElement(properties, qn("w:pStyle"), {qn("w:val"): "FootnoteText"})
        own = _xml_run(body, "", style="FootnoteReference")
        etree.SubElement(own, qn("w:footnoteRef"))
        for run in (Run(" "), *runs):
            _xml_run(body, run.text, italic=run.italic)

    def add_to(self, document: Any) -> None:
        """Put the footnotes into the document's package."""
        content = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        name = PackURI("/word/footnotes.xml")
        part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, content, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = document.settings.element
        properties = OxmlElement("w:footnotePr")
        for number in range(SPECIAL):
            sign = OxmlElement("w:footnote")
            sign.set(qn("w:id"), str(number))
            properties.append(sign)
        after = settings.find(qn("w:compat"))
        settings.insert(len(settings) if after is None else list(settings).index(after), properties)


def _xml_run(parent: Any, text: str, *, italic: bool = False, style: str = "") -> Any:
    run = etree.SubElement(parent, qn("w:r"))
    if italic or style:
        properties = etree.SubElement(run, qn("w:rPr"))
        if style:
            etree.SubElement(properties, qn("w:rStyle"), {qn("w:val"): style})
        if italic:
            etree.SubElement(properties, qn("w:i"))
    if text:
        words = etree.SubElement(run, qn("w:t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        words.text = _clean(text)
    return run


def _runs(paragraph: Any, runs: Runs) -> None:
    for run in runs:
        paragraph.add_run(_clean(run.text)).italic = run.italic or None


def _small(document: Any, text: str) -> None:
    document.add_paragraph().add_run(_clean(text)).font.size = Pt(9)


def _styles(document: Any, language: str) -> None:
    """An A4 page, the styles of footnotes, and the language in which Word checks the spelling."""
    for part in document.sections:
        part.page_width, part.page_height = Cm(21), Cm(29.7)
        part.left_margin = part.right_margin = part.top_margin = part.bottom_margin = Cm(2)
    styles = document.styles
    text = styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style, text.font.size = styles["Normal"], Pt(9)
    text.paragraph_format.space_after = Pt(0)
    reference = styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    normal = styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(11)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(3), 1.0
    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), {"en": "en-GB", "kk": "kk-KZ", "ru": "ru-RU", "tr": "tr-TR"}.get(language, language))
    normal.element.get_or_add_rPr().append(tag)


def _png(svg: str) -> BytesIO:
    """A figure as a picture on white paper."""
    import vl_convert

    coloured = svg.replace("currentColor", INK)
    coloured = re.sub(r"var\(--faint[^)]*\)", FAINT, coloured)
    coloured = re.sub(r"var\(--[a-z0-9]+[^)]*\)", SOFT, coloured)
    return BytesIO(vl_convert.svg_to_png(coloured, scale=2))


def _clean(text: str) -> str:
    return UNWRITABLE.sub("\ufffd", text)
