"""The licences that ship: of everything, as the packages bring them, with no network to read."""

import json
import re

import licences
import software

from tests.house.project import ROOT

RESOURCES = ROOT / "resources"


def index() -> list[dict[str, object]]:
    text = (RESOURCES / "licences" / "index.json").read_text(encoding="utf-8")
    found: list[dict[str, object]] = json.loads(text)
    return found


def locked() -> dict[str, str]:
    return software.pins(software.LOCK.read_text(encoding="utf-8"))


def test_the_collection_is_what_the_installed_packages_bring() -> None:
    wanted = licences.made(locked())

    found = {path: path.read_text(encoding="utf-8") for path in wanted}

    assert found == wanted


def test_every_part_of_the_list_of_software_has_a_text_to_read() -> None:
    parts = set(software.PARTS)
    inside = {name for part in software.PARTS.values() for name, _, _ in part.within}

    named = {str(each["name"]) for each in index()}

    assert parts | inside | {"distressapp", "Python", "PyInstaller's bootloader"} <= named


def test_every_text_that_is_named_stands_there() -> None:
    named = {str(text) for each in index() for text in texts(each)}

    empty = {name for name in named if not (RESOURCES / name).read_text(encoding="utf-8").strip()}

    assert empty == set()
    assert all(texts(each) for each in index())


def texts(entry: dict[str, object]) -> list[object]:
    found = entry["texts"]
    assert isinstance(found, list)
    return found


def test_no_text_stands_there_that_nobody_names() -> None:
    named = {str(text) for each in index() for text in texts(each)}

    there = {f"licences/{path.name}" for path in (RESOURCES / "licences").glob("*.txt")}

    assert there <= named


def test_every_font_has_its_licence() -> None:
    fonts = {path.name.partition("-")[0] for path in (RESOURCES / "fonts").glob("*.ttf")}

    assert fonts == set(licences.FONTS)


def test_qt_comes_with_the_words_that_its_licence_asks_for() -> None:
    (qt,) = (each for each in index() if each["name"] == "Qt")

    read = "\n".join((RESOURCES / str(each)).read_text(encoding="utf-8") for each in texts(qt))

    assert re.search(r"GNU LESSER GENERAL PUBLIC LICENSE\s+Version 3", read)
    assert re.search(r"GNU GENERAL PUBLIC LICENSE\s+Version 3", read)
    assert "FreeType" in read
    assert "The Qt Company" in read


def test_each_text_by_hand_is_of_a_part_that_ships() -> None:
    parts = set(software.PARTS)
    inside = {name for part in software.PARTS.values() for name, _, _ in part.within}

    assert set(licences.BY_HAND) <= parts | inside
