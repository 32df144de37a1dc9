"""The program itself: its versions, the examples that it scores, and a page that it draws."""

import platform
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from distressapp import __version__, program
from distressapp.core.errors import ExpectedError
from distressapp.core.instrument import Instrument
from distressapp.core.self_check import Checked, CheckedPart
from distressapp.core.slip import Slip
from distressapp.instruments import load_all
from distressapp.keys.version import sodium_words
from distressapp.letterbox import checking as of_letterbox
from distressapp.paths import resources
from distressapp.report import press
from distressapp.service.checkup.lines import fine, told, unknown, wrong
from distressapp.service.checkup.vectors import tried
from distressapp.text import _
from distressapp.vault import checking as of_vault

_NAMED: Final = 5
"""So many failed examples are named; there may be a hundred."""


def part(at: datetime, qt: str) -> CheckedPart:
    """Everything that is the same for every clinic.

    Args:
        qt: Its version, as whoever has windows knows it; empty where nobody does.
    """
    lines = (*_versions(qt), *_instruments(), _page(at))
    return CheckedPart(id="program", title=_("Program"), lines=lines)


def _versions(qt: str) -> Iterator[Checked]:
    way = _("packaged") if program.is_frozen() else _("run by the Python of this computer")
    yield told("program", _("Program"), _("{version}, {way}").format(version=__version__, way=way))
    yield told("system", _("System"), _system())
    yield told("python", _("Python"), platform.python_version())
    if qt:
        yield told("qt", _("Qt"), qt)
    else:
        yield unknown("qt", _("Qt"), _("cannot be loaded on this computer"))
    yield told("sqlite", _("SQLite"), of_letterbox.sqlite_version())
    yield told("sqlcipher", _("SQLCipher"), of_vault.sqlcipher_version())
    yield told("libsodium", _("libsodium"), sodium_words())
    said = _("letterbox {letterbox}, vault {vault}")
    yield told(
        "schema",
        _("Schemas"),
        said.format(letterbox=of_letterbox.SCHEMA, vault=of_vault.SCHEMA),
    )


def _system() -> str:
    """Which system, never which computer."""
    try:
        name = platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        name = ""
    if sys.platform == "linux":
        return f"{name or 'Linux'}, {platform.release()}, {platform.machine()}"
    return f"{platform.system()} {platform.release()}, {platform.machine()}"


def _instruments() -> Iterator[Checked]:
    name = _("Instruments")
    try:
        found: Mapping[str, Instrument] = load_all()
    except ExpectedError as error:
        yield wrong("instruments", name, str(error))
        return
    words = ", ".join(f"{each.id} {each.version}" for each in found.values())
    yield told("instruments", name, words)
    result = tried(found, resources() / "vectors")
    title = _("Worked examples")
    if result.failed:
        said = _("{failed} do not score as they were worked: {names}")
        names = ", ".join(result.failed[:_NAMED])
        yield wrong("vectors", title, said.format(failed=len(result.failed), names=names))
    else:
        said = _("all {count} score as they were worked")
        yield fine("vectors", title, said.format(count=result.passed))


def _page(at: datetime) -> Checked:
    """A page is drawn as every page is: its fonts, its library and the child that draws."""
    name = _("Drawing a page")
    empty = Slip(
        title="Self-check",
        language="en",
        at=at,
        strip=None,
        clinic="-",
        words="-",
        ticket="-",
        time="-",
        advice="-",
    )
    try:
        press.press(empty)
    except ExpectedError as error:
        return wrong("page", name, str(error))
    return fine("page", name, _("works, with the program's own letters"))
