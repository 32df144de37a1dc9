"""Whatever a patient writes is kept and printed as it was written, and nothing comes of it."""

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from distressapp.bootstrap import open_vault
from distressapp.core.answers import Answer, Answers, Picked, Written
from distressapp.core.interview import WRITTEN_LIMIT
from distressapp.core.own_answers import OwnAnswers
from distressapp.kiosk.screens.writing import WritingScreen
from distressapp.report.press import press
from distressapp.report.render import render
from distressapp.report.wire import encode
from distressapp.service.house import House
from distressapp.service.own_answers import own_answers
from distressapp.service.reports import nameless
from distressapp.service.takein import take_in
from distressapp.ui import words
from distressapp.ui.widgets.writing import WritingField
from distressapp.vault import lists
from distressapp.vault.vault import Vault
from tests.clinics import NUMBER, PASSPHRASE, closed, made, opened, picked, said, seated
from tests.core.copies import copy
from tests.kiosk.day import SHORT, day, tap
from tests.report.test_own_answers import lines_of
from tests.report.test_page import face, with_words
from tests.rigs.hostile import (
    BOX,
    letters,
    on_paper,
    picture,
    runs_left,
    squeezed,
    texts,
    without_obeyed,
)
from tests.rigs.rounds import rounds
from tests.rigs.staffing import sit
from tests.rigs.wires import FILES, ROOT, traced

SEED: Final = 4712
COUNT: Final = rounds(fast=500, full=5_000)
DOMAINS: Final = ("physical", "emotional", "social", "practical", "spiritual")
ON_A_PAGE: Final = 10
"""Sittings whose copies are drawn as one, for the fonts are read anew for each."""

ON_EVERY_PAGE: Final = re.compile(
    r"^([a-z]+(?: \d+)?, \d+ \w+ \d{4} Page \d+ of \d+|REHEARSAL .* not a patient)$",
    re.MULTILINE,
)
"""The foot and the band; a ticket word that is given out again has a number."""

BAIT: Final = "bait-that-nobody-opens.png"


@pytest.fixture
def house(quick: Path) -> Iterator[House]:
    found = opened(made(quick / "clinic"))
    yield found
    found.close()


@pytest.fixture
def vault(house: House) -> Iterator[Vault]:
    found = open_vault(house, PASSPHRASE)
    yield found
    found.close()


def sat(house: House, wrote: Sequence[str], number: str = NUMBER) -> str:
    """A sitting in which those words were written, one text to a page of the list."""
    running = seated(house, number=number)
    for domain, text in zip(DOMAINS, wrote, strict=False):
        running.keep(picked(house, f"dt/{domain}", f"{domain}.other"))
        key = f"dt/{domain}.other"
        running.keep(said(house, key, _written(text)))
    closed(house, running)
    return running.plan.sitting


def lost(wrote: Sequence[str], page: str, *, is_read_back: bool) -> list[str]:
    """The texts of which not every character, or a sign for it, is in those words of a page.

    Of one that runs from the right every letter must be there; its order is `test_order.py`'s.
    """
    there, among = squeezed(page), letters(page, is_read_back=is_read_back)
    has = face().has
    return [
        ascii(text)
        for each in wrote
        for text in [without_obeyed(each)]
        for signs in [on_paper(text, has, is_read_back=is_read_back)]
        if not _is_there(signs, there, among, is_read_back=is_read_back)
    ]


def _is_there(signs: str, there: str, among: Counter[str], *, is_read_back: bool) -> bool:
    if runs_left(signs):
        return letters(signs, is_read_back=is_read_back) <= among
    return signs in there


def read_back(pdf: bytes) -> str:
    pages = [each.extract_text() for each in PdfReader(BytesIO(pdf)).pages]
    return ON_EVERY_PAGE.sub("", "\n".join(pages))


def together(copies: Sequence[OwnAnswers]) -> OwnAnswers:
    """One copy with the questions and answers of them all."""
    return replace(copies[0], parts=tuple(part for each in copies for part in each.parts))


def test_whatever_is_written_is_kept_and_printed_as_it_was_written(
    house: House, vault: Vault
) -> None:
    every = texts(COUNT, seed=SEED, bait=BAIT)
    wrote = [every[n : n + len(DOMAINS)] for n in range(0, COUNT, len(DOMAINS))]

    sittings = [sat(house, each, f"MRN-{place}") for place, each in enumerate(wrote)]
    take_in(house, vault)

    for sitting, each in zip(sittings, wrote, strict=True):
        found = lists.sitting(vault, sitting)
        assert found is not None
        answers = found.record.sitting.answers
        kept = [answers[f"dt/{domain}.other"] for domain in DOMAINS]
        assert kept == [_written(text) for text in each]
    not_drawn: list[str] = []
    not_read: list[str] = []
    for place in range(0, len(sittings), ON_A_PAGE):
        here = slice(place, place + ON_A_PAGE)
        whole = together([own_answers(house, vault, each, words) for each in sittings[here]])
        texts_here = [text for each in wrote[here] for text in each]
        drawn = "".join(line for page in lines_of(whole) for line in page)
        not_drawn += lost(texts_here, drawn, is_read_back=False)
        not_read += lost(texts_here, read_back(render(whole)), is_read_back=True)
    assert (not_drawn, not_read) == ([], [])


@pytest.mark.parametrize("ticket", ["fern", "fern 2"])
def test_a_text_that_goes_on_overleaf_is_read_back_whole(ticket: str) -> None:
    wrote, whole = next(each for each in map(_filled, range(300, WRITTEN_LIMIT)) if _turns(each[1]))

    pdf = render(replace(whole, foot=f"{ticket}, 2 March 2026"))

    assert lost(wrote, read_back(pdf), is_read_back=True) == []


def _filled(length: int) -> tuple[list[str], OwnAnswers]:
    """A copy with a text of that length in each part of the list."""
    wrote = [each * length for each in "vwxyz"]
    answers: dict[str, Answer] = {}
    for domain, text in zip(DOMAINS, wrote, strict=True):
        answers[f"dt/{domain}"] = Picked(ids=(f"{domain}.other",))
        answers[f"dt/{domain}.other"] = _written(text)
    return wrote, copy(answers)


def _turns(whole: OwnAnswers) -> bool:
    """Whether a text goes on overleaf."""
    return any(len(set(page[0])) == 1 for page in lines_of(whole))


def test_the_clinicians_page_has_the_same_words() -> None:
    short = [each for each in texts(COUNT, seed=SEED + 1, bait=BAIT) if len(each) < 100]

    for text in short[:: len(short) // rounds(fast=25, full=500)]:
        assert lost([text], read_back(render(with_words(text))), is_read_back=True) == []


def test_what_the_fonts_cannot_draw_is_said_on_the_page() -> None:
    plain, other = (page_of([each]) for each in "e😀")

    assert BOX not in read_back(render(plain))
    assert f"{BOX} stands for a character that cannot be printed here." in read_back(render(other))


DRAW: Final = """
import sys
from distressapp.report.press import press
from distressapp.report.wire import decode
sys.stdout.buffer.write(press(decode(sys.stdin.buffer.read())))
"""
"""The page as the kiosk has it made: in a child of its own."""

CARELESS: Final = """
import io, json, sys
from reportlab.platypus import Paragraph, SimpleDocTemplate
from reportlab.lib.styles import getSampleStyleSheet
said = json.loads(sys.stdin.buffer.read())
style = getSampleStyleSheet()["Normal"]
for text in said:
    held = io.BytesIO()
    try:
        SimpleDocTemplate(held).build([Paragraph(text, style)])
    except Exception:
        continue
"""
"""The same words as they would be drawn by whoever forgets to escape them."""


def page_of(wrote: Sequence[str]) -> OwnAnswers:
    """A copy in which all those words stand."""
    return together([copy(_other(each)) for each in wrote])


def _other(text: str) -> Answers:
    other = Picked(ids=("physical.other",))
    return {"dt/physical": other, "dt/physical.other": _written(text)}


def _written(text: str) -> Written:
    return Written(text=text, language="en")


def test_drawing_the_page_opens_no_file_that_the_words_name(tmp_path: Path) -> None:
    bait = str(picture(tmp_path / BAIT))
    wrote = texts(rounds(fast=60, full=200), seed=SEED + 2, bait=bait)
    draw = [sys.executable, "-P", "-c", DRAW]
    own = {**os.environ, "PYTHONPATH": str(ROOT)}

    found = traced(draw, tmp_path, calls=FILES, given=encode(page_of(wrote)), environment=own)

    assert (found.status, found.complaint) == (0, "")
    assert lost(wrote, read_back(found.out), is_read_back=True) == []
    assert found.naming("NotoSans"), "the child that draws was not seen"
    assert found.naming(BAIT, "/nowhere", "shadow") == []


def test_the_control_that_forgets_to_escape_opens_the_file(tmp_path: Path) -> None:
    bait = str(picture(tmp_path / BAIT))
    wrote = texts(100, seed=SEED + 2, bait=bait)
    draw = [sys.executable, "-c", CARELESS]

    found = traced(draw, tmp_path, calls=FILES, given=json.dumps(wrote).encode())

    assert found.status == 0
    assert found.naming(BAIT) != []


def test_the_control_that_forgets_to_escape_loses_words() -> None:
    held = BytesIO()
    text = "I <b>cannot</b> sleep &amp; eat"
    document = SimpleDocTemplate(held)
    document.build([Paragraph(text, getSampleStyleSheet()["Normal"])])

    assert lost([text], read_back(held.getvalue()), is_read_back=True) == [ascii(text)]
    assert lost(["I"], read_back(held.getvalue()), is_read_back=True) == []


def _send(event: QEvent) -> None:
    field = QApplication.focusWidget()
    assert isinstance(field, WritingField)
    QApplication.sendEvent(field, event)


def commit(text: str) -> str:
    """All at once, as an input method or something that pastes does it; gives what arrives."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    _send(event)
    return event.commitString().strip()


def type_in(text: str) -> str:
    """Character by character, as a keyboard or a scanner does it; gives what keys can write."""
    for each in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, each)
        _send(event)
    return "".join(each for each in text if each.isprintable()).strip()


def test_what_is_written_into_the_real_field_is_what_is_kept(
    clean_stage: QtBot, quick: Path
) -> None:
    here = day(clean_stage, quick / "day" / "clinic", SHORT)
    sit(here, "4711", "")
    wrote = texts(rounds(fast=50, full=500), seed=SEED + 3, bait=BAIT)
    wanted: list[str] = []

    for place, text in enumerate(wrote):
        screen = here.room.screen_shown
        assert isinstance(screen, WritingScreen)
        screen.field.setFocus()
        wanted.append(type_in(text) if place % 2 else commit(text))
        before = screen.field.text
        commit("x" * 10_000)
        assert len(screen.field.text) <= WRITTEN_LIMIT
        screen.field.show_text(before)
        here.next()
        here.back()
        tap(here.room.header.undo)
    tap(here.room.foot.called)

    revisions = here.last.sitting.revisions
    stood = [each.answer.text for each in revisions if isinstance(each.answer, Written)]
    assert stood == [each for each in wanted if each]
    pdf = press(nameless(here.house, here.closed[-1]))
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
