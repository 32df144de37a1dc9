"""Gathers the sentences that patients read, and makes the files that the program reads them from.

`make translations` brings each `distressapp.po` up to date with the code and compiles it. What
staff read is not gathered: it stays in English for now.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parents[1]
LOCALE: Final = ROOT / "resources" / "locale"
LANGUAGES: Final = ("es", "el", "zh_Hans", "ar")
REVIEW: Final = "needs review by a native clinician"
"""Stands at the head of every file until somebody of the clinic's side has read it."""

PATIENTS: Final = (
    "ui/words.py",
    "ui/widgets/*.py",
    "kiosk/button_words.py",
    "kiosk/help.py",
    "kiosk/listening.py",
    "kiosk/pages.py",
    "kiosk/plain.py",
    "kiosk/room.py",
    "kiosk/screens/*.py",
    "service/own_answers.py",
    "service/take_home.py",
    "service/form_words.py",
)
"""Modules whose sentences a patient reads, on the screen, on a form, or on their own copy."""

_DAY: Final = datetime(2026, 1, 1, tzinfo=UTC)
_KEYWORDS: Final = {"_": None, "ngettext": (1, 2)}


def sentences() -> Catalog:
    """Every sentence of those modules, with where it stands."""
    catalog = Catalog(project="distressapp", charset="utf-8")
    for path in _modules():
        found = extract_from_file("python", str(path), keywords=_KEYWORDS)
        for _line, words, _comments, _context in found:
            catalog.add(words, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    return catalog


def read(language: str) -> Catalog:
    """The translation as its file has it; an empty one where there is none yet."""
    path = po_path(language)
    if not path.is_file():
        return Catalog(locale=Locale.parse(language), charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def brought_up_to_date(language: str) -> bytes:
    """The translation's file with exactly the sentences of the code; nothing is guessed."""
    catalog = read(language)
    catalog.update(sentences(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    catalog.project, catalog.version, catalog.fuzzy = "distressapp", "1", False
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""
    catalog.header_comment = (
        f"# The patient's side of distressapp in {Locale.parse(language).english_name}.\n"
        f"# Translated by this project: {REVIEW}."
    )
    for message in catalog:
        message.locations = sorted({(path, 0) for path, _line in message.locations})
    out = BytesIO()
    write_po(out, catalog, width=96, omit_header=False, include_lineno=False, sort_by_file=True)
    kept = [
        line
        for line in out.getvalue().splitlines()
        if not line.startswith((b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By'))
    ]
    return b"\n".join(kept) + b"\n"


def compiled(content: bytes, language: str) -> bytes:
    """What gettext reads, of a translation's file."""
    catalog = read_po(BytesIO(content), locale=language)
    # Babel writes the minute of the compilation otherwise, and the file is never the same again.
    catalog.creation_date = catalog.revision_date = _DAY
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def po_path(language: str) -> Path:
    """Where translators write."""
    return LOCALE / language / "LC_MESSAGES" / "distressapp.po"


def mo_path(language: str) -> Path:
    """Where the program reads."""
    return po_path(language).with_suffix(".mo")


def main() -> int:
    """Bring every file up to date, and say what is left to translate."""
    for language in LANGUAGES:
        po_path(language).parent.mkdir(parents=True, exist_ok=True)
        content = brought_up_to_date(language)
        po_path(language).write_bytes(content)
        mo_path(language).write_bytes(compiled(content, language))
        left = [each.id for each in read(language) if each.id and not all(_strings(each.string))]
        sys.stdout.write(f"{language}: {len(left)} sentences are left to translate\n")
    return 0


def _strings(found: object) -> tuple[str, ...]:
    return found if isinstance(found, tuple) else (str(found or ""),)


def _modules() -> Iterator[Path]:
    for each in PATIENTS:
        yield from sorted((ROOT / "distressapp").glob(each))


if __name__ == "__main__":
    raise SystemExit(main())
