"""Whatever a file does, reading ends in a plan from which nothing is lost, or in one refusal with a reason."""

import io
import json
import random
import re
import zipfile
from collections import Counter
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from pesnet.workplan.layout import LABELS
from pesnet.workplan.parsed import ParsedPlan
from pesnet.workplan.reading import archive
from pesnet.workplan.reading.reader import read
from pesnet.workplan.reading.unreadable import Unreadable
from pesnet.workplan.text import words
from pesnet.workplan.writing import docx, xlsx
from tests.workplan.damage import workbook
from tests.workplan.plan_fixture import TEXTS, gazetteer, plan

GAZETTEER = gazetteer()
WORD = docx.write(plan(), LABELS["en"])
EXCEL = xlsx.write(plan(), LABELS["en"])
DOCUMENT = "word/document.xml"
SHEET = "xl/worksheets/sheet1.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOVED = {f"{W}{name}" for name in ("p", "tc", "tr", "tbl")}
often = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def members(content):
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}


def zipped(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return stream.getvalue()


def changed(content, name, change):
    parts = members(content)
    return zipped(parts | {name: change(parts[name])})


def attempt(content):
    """The plan, or None when the file was refused; anything else fails the test."""
    try:
        found = read(content, gazetteer=GAZETTEER)
    except Unreadable:
        return None
    assert ParsedPlan.from_json(json.loads(json.dumps(found.as_json()))) == found
    return found


def refusal(content):
    with pytest.raises(Unreadable) as refused:
        read(content, gazetteer=GAZETTEER)
    return refused.value.reason.one


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (b"Thematic Area 1", "The file is damaged or is no Word or Excel file."),
        (b"%PDF-1.7", "The file is damaged or is no Word or Excel file."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "The file has a password or an old format. Save it as .docx or .xlsx without a password.",
        ),
        (zipped({"a.txt": b"x"}), "The file is no Word or Excel file (.docx or .xlsx)."),
        (workbook([]), "No table of activities was found in the file."),
        (workbook([["No.", "Title"], [1, "x"]]), "No table of activities was found in the file."),
        (b"x" * (archive.LARGEST_FILE + 1), "The file is larger than %(limit)s MB."),
        (zipped({str(n): b"" for n in range(archive.MOST_MEMBERS + 1)}), "The file is too large when unpacked."),
    ],
    ids=range(9),
)
def test_what_is_no_work_plan_is_refused_with_its_reason(content, reason):
    assert refusal(content) == reason


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(Unreadable):
        read(tmp_path / "missing.docx", gazetteer=GAZETTEER)


def test_a_bomb_is_refused_before_it_is_inflated():
    bomb = zipped(members(WORD) | {"word/media/bomb.xml": bytes(archive.LARGEST_CONTENT)})
    assert len(bomb) < 1024 * 1024
    assert refusal(bomb) == "The file is too large when unpacked."


def test_a_bomb_that_lies_about_its_size_is_refused():
    content = zipped({"word/bomb.xml": bytes(50_000_000)})
    lying = content.replace((50_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert refusal(lying) == "The file is damaged or is no Word or Excel file."


@pytest.mark.parametrize("encoding", ["ascii", "utf-16"])
@pytest.mark.parametrize(("content", "name"), [(WORD, DOCUMENT), (EXCEL, SHEET)])
def test_declared_entities_are_refused(content, name, encoding):
    def declare(xml):
        body = xml.decode().split("?>", 1)[1]
        head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        return (head + body).encode(encoding, "xmlcharrefreplace")

    assert refusal(changed(content, name, declare)) == "The file contains declarations that Word and Excel never write."


@pytest.mark.parametrize("place", [b'r="XFD1048576"', b'r="A1048576"', b'r="ZZ1"'])
def test_a_sheet_with_cells_far_out_is_refused(place):
    far = changed(EXCEL, SHEET, lambda xml: xml.replace(b'r="A1"', place))
    assert refusal(far) == "The sheet has more than %(rows)s rows or %(columns)s columns."


def test_a_sheet_with_a_row_far_down_is_refused():
    far = changed(EXCEL, SHEET, lambda xml: xml.replace(b'<row r="1"', b'<row r="1048576"'))
    assert refusal(far) == "The sheet has more than %(rows)s rows or %(columns)s columns."


def test_a_document_nested_too_deep_is_refused():
    deep = changed(WORD, DOCUMENT, lambda xml: xml.replace(b"<w:p>", b"<w:p>" + b"<w:r>" * 5000, 1))
    assert refusal(deep) == "The file is damaged: a part of it is no XML."


def test_notes_and_deleted_text_are_told_apart():
    body = b"<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>New.</w:t></w:r></w:ins></w:p>"
    edited = changed(WORD, DOCUMENT, lambda xml: xml.replace(b"<w:sectPr", body + b"<w:sectPr"))
    note = "<w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>"
    notes = f'<w:footnotes xmlns:w="{W[1:-1]}">{note}</w:footnotes>'
    found = read(zipped(members(edited) | {"word/footnotes.xml": notes.encode()}), gazetteer=GAZETTEER)
    assert [doubt.as_written for doubt in found.doubts] == ["A note.", "New."]


@often
@given(st.binary(max_size=300))
def test_any_bytes_are_refused(content):
    assert attempt(content) is None


@often
@given(st.sampled_from([WORD, EXCEL]), st.floats(0, 1, exclude_max=True))
def test_a_truncated_file_is_refused(content, share):
    assert attempt(content[: int(len(content) * share)]) is None


@often
@given(
    st.sampled_from([WORD, EXCEL]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 7)), max_size=4),
)
def test_flipped_bits_end_in_a_plan_or_a_refusal(content, flips):
    damaged = bytearray(content)
    for share, bit in flips:
        damaged[int(len(damaged) * share)] ^= 1 << bit
    attempt(bytes(damaged))


def shuffled(xml, chance):
    """The tree with elements removed, repeated, moved or merged at random; always well-formed."""
    root = etree.fromstring(xml)
    for _ in range(chance.randint(1, 8)):
        nodes = [node for node in root.iter() if node.getparent() is not None and node.getparent() is not root]
        if not nodes:
            break
        node, other = chance.choice(nodes), chance.choice(nodes)
        act = chance.randrange(5)
        if act == 0:
            node.getparent().remove(node)
        elif act == 1:
            node.addnext(deepcopy(node))
        elif (
            act == 2
            and node.tag == other.tag
            and node.tag in MOVED
            and node not in other.iterancestors()
            and node is not other
        ):
            other.addnext(node)
        elif act == 3:
            cell = chance.choice(list(root.iter(f"{W}tc")) or [root])
            properties = etree.SubElement(cell, f"{W}tcPr")
            etree.SubElement(properties, W + chance.choice(["gridSpan", "vMerge"])).set(
                f"{W}val", chance.choice("0259x")
            )
            cell.insert(0, properties)
        else:
            for name in node.attrib:
                node.set(name, chance.choice(["", "-1", "99999999999", "A1", "é"]))
    return etree.tostring(root)


def texts_of(xml):
    """The words of a document, paragraph by paragraph."""
    root = etree.fromstring(xml)
    return ["".join(node.text or "" for node in paragraph.iter(f"{W}t")) for paragraph in root.iter(f"{W}p")]


@often
@given(st.integers(0, 2**32))
def test_a_shuffled_word_file_loses_no_text(seed):
    mixed = changed(WORD, DOCUMENT, lambda xml: shuffled(xml, random.Random(seed)))
    found = attempt(mixed)
    if found is None:
        return
    shown = Counter(word.folded for word in words(re.sub(r"\\n", " ", json.dumps(found.as_json(), ensure_ascii=False))))
    there = Counter(word.folded for text in texts_of(members(mixed)[DOCUMENT]) for word in words(text))
    kept = {word.folded for text in TEXTS["en"] for word in words(text)} - {"work", "services", "for"}
    assert {word: there[word] for word in kept if shown[word] < there[word]} == {}


@often
@given(st.integers(0, 2**32), st.sampled_from([SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"]))
def test_a_shuffled_excel_file_ends_in_a_plan_or_a_refusal(seed, name):
    attempt(changed(EXCEL, name, lambda xml: shuffled(xml, random.Random(seed))))
