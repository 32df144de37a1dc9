"""Killed, full, read-only: what a person is told, and what is still there afterwards."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from distressapp.bootstrap import open_house, open_vault, shift
from distressapp.core.errors import ExpectedError
from distressapp.core.stores import NotKeptError, RoomTakenError, StoreError
from distressapp.service.takein import take_in
from tests.clinics import PASSPHRASE, Clock, closed, made, opened, rated, seated, settings

ROOT: Final = Path(__file__).resolve().parents[2]

NO_SPACE: Final = """
import resource, sys
from pathlib import Path
from distressapp.core.stores import NotKeptError
from tests.clinics import closed, opened, rated, seated
house = opened(Path(sys.argv[1]))
running = seated(house)
running.keep(rated(house, 3))
size = max(each.stat().st_size for each in Path(sys.argv[1]).glob("letterbox*"))
resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
refused = 0
for value in (4, 5, 6, 9):
    try:
        running.keep(rated(house, value))
    except NotKeptError as error:
        refused += 1
        said = str(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
running.retry()
score = closed(house, running).scored["dt"].scores["rating"].value
print(refused > 0, score, said)
"""

SYNCED: Final = """
import sys
from pathlib import Path
from tests.clinics import opened, rated, seated
house = opened(Path(sys.argv[1]))
running = seated(house)
for value in range(int(sys.argv[2])):
    running.keep(rated(house, value))
"""

LOOK: Final = """
import sys
import distressapp.bootstrap, distressapp.service.sittings, distressapp.service.admissions
import distressapp.service.calls, distressapp.service.pauses, distressapp.service.changes
import distressapp.service.reports
assert "PySide6" not in sys.modules
import distressapp.desktop
print(sorted({"sqlite_utils", "sqlcipher3", "reportlab", "platformdirs"} & set(sys.modules)))
"""

FIRST: Final = """
import sys
import distressapp.desktop
late = {"distressapp.service.reports", "distressapp.report.press", "distressapp.core.summary"}
print(sorted(late & set(sys.modules)))
"""
"""What nobody needs before something is printed."""

KEEPER: Final = """
import sys
from distressapp.cli.quick import read
assert read(["kiosk"]) is not None
import distressapp.cli.kiosk, distressapp.clock, distressapp.keeper
heavy = {"distressapp.bootstrap", "distressapp.service.house", "distressapp.settings", "sqlite3"}
heavy |= {"distressapp.core.record", "distressapp.keys.pin", "nacl", "json", "argparse", "decimal"}
print(sorted((heavy | {"PySide6"}) & set(sys.modules)))
"""


def child(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_full_disk_refuses_in_plain_words_and_keeps_all_when_it_has_room(
    tmp_path: Path,
) -> None:
    root = made(tmp_path / "clinic")

    done = child(NO_SPACE, str(root))
    out, err = done.communicate()

    assert err == ""
    assert out.startswith("True 9 The disk would not take")
    assert "Free some space" in out


def mount(*arguments: str | Path) -> bool:
    done = subprocess.run(["mount", *arguments], capture_output=True, check=False)
    return done.returncode == 0


@pytest.fixture
def frozen(tmp_path: Path) -> Iterator[Path]:
    """A clinic's folder that nobody can write, root included."""
    root = made(tmp_path / "clinic")
    house = opened(root)
    closed(house, seated(house))
    house.close()
    if os.geteuid() != 0:
        for path in (*root.rglob("*"), root):
            path.chmod(path.stat().st_mode & ~0o222)
        yield root
        for path in (root, *root.rglob("*")):
            path.chmod(path.stat().st_mode | 0o200)
        return
    if not (mount("--bind", root, root) and mount("-o", "remount,ro,bind", root)):
        pytest.skip("root may not mount here, and nothing else is read-only for root")
    yield root
    subprocess.run(["umount", str(root)], check=True)


def test_a_folder_that_cannot_be_written_says_so(frozen: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        open_house(frozen)
    with pytest.raises(StoreError, match="cannot be written"):
        open_house(frozen, room=None)


def test_a_clinic_is_not_made_where_nothing_can_be_written(frozen: Path) -> None:
    with pytest.raises(ExpectedError, match=r"cannot be written|something in"):
        made(frozen / "inside")


def test_a_second_kiosk_on_the_same_folder_is_refused_and_harms_nothing(tmp_path: Path) -> None:
    house = opened(made(tmp_path / "clinic"))
    running = seated(house)
    running.keep(rated(house, 9))

    with pytest.raises(RoomTakenError, match="already open"):
        opened(house.folder.root)

    assert closed(house, running).scored["dt"].scores["rating"].value == 9
    house.close()
    opened(house.folder.root).close()


@pytest.mark.parametrize("name", ["kiosk.json", "clinic.pub", "letterbox.db"])
def test_a_missing_file_is_named_and_the_room_is_free_again(tmp_path: Path, name: str) -> None:
    root = made(tmp_path / "clinic")
    content = (root / name).read_bytes()
    (root / name).unlink()

    with pytest.raises(StoreError, match=name.replace(".", r"\.")):
        opened(root)

    (root / name).write_bytes(content)
    opened(root).close()


def test_a_clinic_is_made_once_and_closed_to_others(tmp_path: Path) -> None:
    root = made(tmp_path / "clinic")

    with pytest.raises(ExpectedError, match="already"):
        made(root)

    modes = {path.name: path.stat().st_mode & 0o777 for path in (root, *root.rglob("*"))}
    assert {mode for name, mode in modes.items() if "." in name} == {0o600}
    assert {mode for name, mode in modes.items() if "." not in name} == {0o700}


def test_no_key_passphrase_or_name_of_a_patient_is_in_any_file(tmp_path: Path) -> None:
    clock = Clock()
    house = opened(made(tmp_path / "clinic", settings(), clock), clock)
    vault = open_vault(house, PASSPHRASE)
    running = seated(house, number="CANARY77")
    running.keep(rated(house, 9))
    closed(house, running)
    take_in(house, vault)
    key = vault.secret(f"clinic.{house.public.id}")
    vault.close()
    house.close()

    for path in house.folder.root.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert b"CANARY77" not in content
        assert PASSPHRASE.encode() not in content
        assert key not in content


def syncs(root: Path, answers: int) -> int:
    """How often a child that keeps that many answers waits for the disk."""
    trace = root.parent / f"trace-{answers}"
    watched = ["strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(trace)]
    script = [sys.executable, "-c", SYNCED, str(root), str(answers)]
    subprocess.run([*watched, *script], cwd=ROOT, check=True)
    return trace.read_text().count("sync(")


@pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace to count with")
def test_one_answer_waits_for_the_disk_once(tmp_path: Path) -> None:
    root = made(tmp_path / "clinic")

    few, more = syncs(root, 2), syncs(root, 7)

    assert more - few == 5


def test_who_begins_a_shift_brings_the_recent_list(tmp_path: Path) -> None:
    clock = Clock()
    house = opened(made(tmp_path / "clinic", clock=clock), clock)
    running = seated(house)
    running.keep(rated(house, 4))
    closed(house, running)
    house.close()

    found = shift(house.folder.root, PASSPHRASE, clock=clock)

    assert set(found.recent.of("MRN-4711")) == {"dt"}
    assert found.name == "Administrator"


def test_the_kiosk_starts_without_the_vaults_or_the_pages_libraries() -> None:
    done = child(LOOK)
    out, err = done.communicate()

    assert (out.strip(), err) == ("[]", "")


@pytest.mark.parametrize("script", [FIRST, KEEPER])
def test_what_starts_first_goes_without_what_is_needed_later(script: str) -> None:
    done = child(script)
    out, err = done.communicate()

    assert (out.strip(), err) == ("[]", "")


def test_not_kept_is_an_error_a_screen_can_show() -> None:
    assert issubclass(NotKeptError, ExpectedError)
