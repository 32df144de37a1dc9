"""The bench of the start and of memory: the same questions, the same look, and the lines."""

import os
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from bench import memory, start
from bench.glass import can_show, first_like
from bench.peers import bare, forms, peers
from distressapp.instruments import load_all
from distressapp.kiosk.handover import HandoverPage, Standing
from distressapp.ui.look import Look
from distressapp.ui.metrics import Metrics
from distressapp.ui.theme import THEMES
from distressapp.ui.widgets.button import Button
from distressapp.ui.widgets.writing import WritingField

SCREEN = pytest.mark.skipif(not can_show(), reason="there is no Xvfb to look at")


def test_both_peers_are_asked_what_our_instruments_ask() -> None:
    asked = sum(len(each.items) for each in load_all().values())

    groups, pages = forms.questionnaire()["item"], forms.survey()["pages"]

    assert isinstance(groups, list)
    assert isinstance(pages, list)
    assert sum(len(each["item"]) for each in groups) == forms.questions() == asked
    assert sum(len(each["elements"]) for each in pages) == asked


def test_a_form_of_a_peer_is_one_page_with_every_question(tmp_path: Path) -> None:
    pages = [forms.write(name, tmp_path, tmp_path / "modules") for name in forms.TITLES]

    for page in pages:
        assert "how distressed have you been?" in page.read_text(encoding="utf-8")


def test_the_peers_are_pinned_and_their_lock_names_no_host_of_a_registry() -> None:
    lock = (peers.HERE / "package-lock.json").read_text(encoding="utf-8")

    assert re.findall(r'"(\w+)": "(\d+\.\d+\.\d+)"', (peers.HERE / "package.json").read_text())
    assert '"resolved"' not in lock


@pytest.mark.usefixtures("qapp")
def test_the_floor_has_as_many_fields_and_buttons_as_the_first_screen() -> None:
    size = QSize(1280, 800)
    floor = QWidget()
    bare.furnish(floor)

    look = Look(metrics=Metrics(width=1280, height=800), theme=THEMES["light"])
    ours = HandoverPage(Standing(clinic="Harbour Clinic"), look, now="Now", mark="Rehearsal")
    ours.resize(size)
    ours.show()

    fields = [each for each in ours.findChildren(WritingField) if each.isVisible()]
    buttons = [each for each in ours.findChildren(Button) if each.isVisible()]
    assert len(floor.findChildren(QLineEdit)) == len(fields)
    assert len(floor.findChildren(QPushButton)) >= len(buttons)


def test_a_picture_is_painted_when_it_is_first_like_the_last_one() -> None:
    black, half, whole = bytes(4000), bytes(2000) + b"x" * 2000, b"x" * 4000
    blinking = whole[:-4] + bytes(4)

    assert first_like([(0.0, black), (1.0, half), (2.0, whole), (3.0, blinking)]) == 2.0


def test_memory_is_counted_of_a_process_and_all_below_it() -> None:
    assert memory.family(os.getpid())[0] == os.getpid()
    assert memory.pss_kib(os.getpid()) > 1000


@SCREEN
def test_the_start_gives_its_ratio_and_its_milliseconds(tmp_path: Path) -> None:
    found = list(start.measure(tmp_path, rounds=1, warm=0, has_peers=False))

    assert [each.unit for each in found][:2] == ["x", "ms"]
    assert all(each.value is not None and each.value > 0 for each in found)


def test_the_packaged_program_is_measured_where_it_was_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "FROZEN", tmp_path / "distressapp")

    before = start.installed(tmp_path)
    (tmp_path / "distressapp").touch()
    after = start.installed(tmp_path)

    assert start.said_of(before).startswith("as a wheel installs it")
    assert start.said_of(after).startswith("the packaged program")
    assert after.command == (str(tmp_path / "distressapp"), "kiosk", "--data", str(tmp_path))
