"""A rehearsal clinic with patients in it, its kiosk and its staff's window on one tablet."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from distressapp.bootstrap import open_house
from distressapp.cli.demo_clinic import make_clinic, set_up_anew
from distressapp.settings import Printer
from tests.printing.cups import remove, running, why_not
from tests.x11.conftest import Plug
from tests.x11.day.room import PRINTER
from tests.x11.kiosk import Kiosk
from tests.x11.test_two_windows import STAFFS_LISTS, Staff, wait_in_front


@pytest.fixture(scope="session")
def _filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("day") / "clinic"
    make_clinic(root, patients=40)
    house = open_house(root, room=None)
    try:
        still = replace(house.settings.screen, has_transitions=False)
        printer = Printer(name=PRINTER)
        set_up_anew(house, replace(house.settings, cleaning_s=1, screen=still, printer=printer))
    finally:
        house.close()
    return root


@pytest.fixture
def clinic(_filled: Path, tmp_path: Path) -> Path:
    """A rehearsal clinic with forty invented patients, of this test's own."""
    return Path(shutil.copytree(_filled, tmp_path / "clinic"))


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """What came out of the printer of a real print system; ask for it before the kiosk."""
    if why_not():
        pytest.skip(why_not())
    # Not below tmp_path: a socket's name may be a hundred characters long.
    root = Path(tempfile.mkdtemp(prefix="cups-"))
    root.chmod(0o755)
    try:
        with running(root) as cups:
            monkeypatch.setenv("CUPS_SERVER", str(root / "cups.sock"))
            cups.printer(PRINTER, f"file:{root}/out.pdf")
            yield root / "out.pdf"
    finally:
        remove(root)


@pytest.fixture
def kiosk(clinic: Path, plug: Plug) -> Iterator[Kiosk]:
    """The kiosk, with the staff's window behind it."""
    found = Kiosk(plug(), clinic, "--staff")
    yield found
    assert found.end() == 0
    assert found.errors == ""


@pytest.fixture
def staff(kiosk: Kiosk) -> Iterator[Staff]:
    """The staff's window, in front and at its door."""
    kiosk.tap(STAFFS_LISTS)
    found = Staff(kiosk)
    try:
        found.wait("Passphrase", "text")
        wait_in_front(kiosk.machine, "Staff:")
        yield found
    finally:
        found.reader.close()
