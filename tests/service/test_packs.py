import errno
import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from distressapp.core.errors import DefinitionError
from distressapp.core.roles import Role
from distressapp.core.sitting import Use
from distressapp.core.stores import StoreError
from distressapp.core.wording import WordingKind
from distressapp.instruments import load_all
from distressapp.paths import resources
from distressapp.service.access import NotAllowedError, Session
from distressapp.service.backups import make_backup
from distressapp.service.house import House
from distressapp.service.packs import PackError, install, look_into
from distressapp.service.published import look_again
from distressapp.service.publishing import change_settings
from distressapp.service.readiness import why_not_offered
from distressapp.service.recordings import recording
from distressapp.service.settings_history import history
from distressapp.settings import Permission, read
from tests.clinics import Clock, made, opened, settings
from tests.instruments.packs import toml, tone, with_sounds, zipped
from tests.service.patients import colleague
from tests.service.teams import first

PERMISSION = Permission(instrument="hads", holder="Clinic", reference="L-1")


def pack(folder: Path, *, kind: str = "licensed", name: str = "hads.en.toml") -> Path:
    """The practice wording as a pack: its own words, and no owner's."""
    words = packed((resources() / "wording" / "hads.en.toml").read_text(encoding="utf-8"))
    path = folder / name
    path.write_text(words.replace('kind = "licensed"', f'kind = "{kind}"'), encoding="utf-8")
    return path


def packed(shipped: str, instrument: str = "hads") -> str:
    """The text of a shipped wording as that of a pack."""
    values = {item.id: item.values for item in load_all()[instrument].items}
    said = re.sub(
        r'(?m)^id = "(.+)"$',
        lambda found: f"{found[0]}\npoints = {list(values[found[1]])}",
        shipped,
    )
    about = 'author = "A. Author"\nowner = "The owner"\nsource = "Written for a test"'
    return re.sub('(?m)^kind = ".+"$', f'kind = "licensed"\n{about}', said)


def test_an_instrument_is_offered_in_clinical_use_once_its_wording_is_installed(
    tmp_path: Path, clock: Clock
) -> None:
    root = made(tmp_path / "clinical", settings(Use.CLINICAL), clock)
    house = opened(root, clock)
    session = first(house)
    before = why_not_offered(house, "hads")

    install(house, session, pack(tmp_path), PERMISSION)

    assert before is not None
    assert why_not_offered(house, "hads") is None
    session.close()
    house.close()
    again = opened(root, clock)
    assert again.wordings["hads.en"].kind is WordingKind.LICENSED
    assert why_not_offered(again, "hads") is None
    again.close()


def test_wording_that_was_changed_on_the_disk_is_not_shown(
    house: House, session: Session, tmp_path: Path, clock: Clock
) -> None:
    install(house, session, pack(tmp_path), PERMISSION)
    (path,) = house.folder.packs.rglob("hads.en.toml")
    path.write_bytes(path.read_bytes() + b"\n# changed\n")

    again = opened(house.folder.root, clock, room=None)

    assert again.wordings["hads.en"].kind is WordingKind.PRACTICE
    again.close()


def test_what_was_installed_is_in_the_history_and_in_a_backup(
    house: House, session: Session, tmp_path: Path
) -> None:
    found = install(house, session, pack(tmp_path), PERMISSION)

    newest = history(house, session)[0]
    made_backup = make_backup(house, session)

    assert newest.reason == "Licensed wording installed: hads.en"
    assert {each.key for each in newest.changed} == {"packs.hads.en", "permissions"}
    assert found.sha256.encode() in made_backup.path.read_bytes()


@pytest.mark.parametrize(
    "permission",
    [
        replace(PERMISSION, holder=" "),
        replace(PERMISSION, reference=""),
        replace(PERMISSION, instrument="pss10"),
        replace(PERMISSION, until=date(2026, 3, 1)),
        replace(PERMISSION, since=date(2028, 1, 2), until=date(2028, 1, 1)),
        replace(PERMISSION, uses=()),
        replace(PERMISSION, uses=("research",)),
    ],
)
def test_a_permission_that_does_not_hold_installs_nothing(
    house: House, session: Session, tmp_path: Path, permission: Permission
) -> None:
    with pytest.raises(PackError, match="permission"):
        install(house, session, pack(tmp_path), permission)

    assert list(house.folder.packs.iterdir()) == []
    assert house.settings.packs == {}


def test_practice_wording_is_no_pack(house: House, session: Session, tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="not licensed"):
        install(house, session, pack(tmp_path, kind="practice"), PERMISSION)


@pytest.mark.parametrize("name", ["strange.en.toml", "hads.en.txt", "nowhere/hads.en.toml"])
def test_what_is_no_pack_by_its_name_is_said(
    house: House, session: Session, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if path.parent.is_dir():
        pack(tmp_path, name=name)

    with pytest.raises(PackError, match="not a wording pack"):
        install(house, session, path, PERMISSION)


def test_half_a_pack_is_said(house: House, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "hads.en.toml"
    path.write_text('instrument = "hads"\n', encoding="utf-8")

    with pytest.raises(DefinitionError):
        install(house, session, path, PERMISSION)


def test_a_nurse_installs_nothing(house: House, session: Session, tmp_path: Path) -> None:
    nurse = colleague(house, session, Role.NURSE)

    with pytest.raises(NotAllowedError):
        install(house, nurse, pack(tmp_path), PERMISSION)
    nurse.close()


def test_a_path_that_no_system_could_have_is_no_pack(house: House, session: Session) -> None:
    with pytest.raises(PackError, match="not a wording pack"):
        install(house, session, Path("/" + "x" * 300 + "/hads.en.toml"), PERMISSION)


def test_a_pack_goes_beside_what_another_room_has_changed_meanwhile(
    house: House, session: Session, tmp_path: Path, clock: Clock
) -> None:
    other = opened(house.folder.root, clock, room=None)
    theirs = first(other)
    change_settings(other, replace(other.settings, idle_s=120), session=theirs)

    install(house, session, pack(tmp_path), PERMISSION)

    assert read(house.folder.settings).idle_s == 120
    theirs.close()
    other.close()


def test_a_permission_for_later_stands_beside_the_one_that_holds_until_then(
    house: House, session: Session, tmp_path: Path
) -> None:
    install(house, session, pack(tmp_path), replace(PERMISSION, until=date(2026, 3, 31)))
    later = replace(PERMISSION, reference="L-2", since=date(2026, 4, 1))

    install(house, session, pack(tmp_path), later)

    assert [each.reference for each in house.settings.permissions] == ["L-1", "L-2"]
    assert why_not_offered(house, "hads") is None


def test_a_rehearsal_goes_on_with_practice_wording_until_a_permission_begins(
    house: House, session: Session, tmp_path: Path, clock: Clock
) -> None:
    install(house, session, pack(tmp_path), replace(PERMISSION, since=date(2026, 3, 3)))
    before = house.wordings["hads.en"].kind

    clock.forward(days=1)
    look_again(house)

    assert before is WordingKind.PRACTICE
    assert house.wordings["hads.en"].kind is WordingKind.LICENSED


def test_a_permission_that_holds_takes_the_place_of_the_one_before(
    house: House, session: Session, tmp_path: Path
) -> None:
    install(house, session, pack(tmp_path), PERMISSION)

    install(house, session, pack(tmp_path), replace(PERMISSION, reference="L-2"))

    assert [each.reference for each in house.settings.permissions] == ["L-2"]


def test_another_pack_than_the_one_that_was_seen_is_not_installed(
    house: House, session: Session, tmp_path: Path
) -> None:
    path = pack(tmp_path)
    seen = look_into(house.instruments, path).sha256
    path.write_bytes(path.read_bytes() + b"\n# changed\n")

    with pytest.raises(PackError, match="was changed since"):
        install(house, session, path, PERMISSION, seen=seen)

    assert list(house.folder.packs.iterdir()) == []


def test_recordings_are_installed_with_the_words_and_read_by_their_hash(
    house: House, session: Session, tmp_path: Path
) -> None:
    path = spoken(tmp_path)

    install(house, session, path, PERMISSION)

    assert recording(house, "hads", "en", "1/0") == tone(hertz=600)
    assert recording(house, "hads", "en", "2") is None
    assert recording(house, "hads", "el", "1/0") is None


def test_a_recording_that_was_changed_on_the_disk_is_not_played(
    house: House, session: Session, tmp_path: Path
) -> None:
    install(house, session, spoken(tmp_path), PERMISSION)
    for each in house.folder.packs.rglob("*.wav"):
        each.write_bytes(tone(hertz=200))

    assert recording(house, "hads", "en", "intro") is None


def test_a_recording_that_is_gone_or_a_link_is_not_played(
    house: House, session: Session, tmp_path: Path
) -> None:
    install(house, session, spoken(tmp_path), PERMISSION)
    first, *others = sorted(house.folder.packs.rglob("*.wav"))
    kept = tmp_path / "kept.wav"
    first.rename(kept)
    first.symlink_to(kept)
    for each in others:
        each.unlink()

    assert {recording(house, "hads", "en", key) for key in ("intro", "1", "1/0")} == {None}


def test_a_pack_that_is_installed_again_mends_what_was_changed_on_the_disk(
    house: House, session: Session, tmp_path: Path
) -> None:
    path = spoken(tmp_path)
    install(house, session, path, PERMISSION)
    for each in house.folder.packs.rglob("*.wav"):
        each.write_bytes(b"")

    install(house, session, path, PERMISSION)

    assert recording(house, "hads", "en", "intro") == tone()


def test_nothing_is_half_installed_when_the_disk_is_full(
    house: House, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, count = spoken(tmp_path), 0

    def full(*_arguments: object) -> None:
        nonlocal count
        count += 1
        if count > 1:
            raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(StoreError):
            install(house, session, path, PERMISSION)

    assert list(house.folder.packs.iterdir()) == []
    assert house.settings.packs == {}


def spoken(folder: Path) -> Path:
    """A pack with three recordings, as a zip."""
    sounds = {"intro": tone(), "1": tone(hertz=500), "1/0": tone(hertz=600)}
    text, files = with_sounds(toml(), sounds)
    return zipped(folder, {"hads.en.toml": text.encode(), **files})
