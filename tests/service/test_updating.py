from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from distressapp.bootstrap import open_house, sign_in
from distressapp.core.errors import ExpectedError
from distressapp.keys.release import NotSignedError
from distressapp.paths import Folder
from distressapp.service.takein import take_in
from distressapp.service.trial import Secrets
from distressapp.service.update_notes import BEGUN, UPDATED, WENT_BACK
from distressapp.service.updates import NotNewerError, UpdateError
from distressapp.vault.lists import all_sittings
from tests.clinics import PASSPHRASE, opened
from tests.releases.bundles import MAKERS
from tests.releases.debs import needs_dpkg
from tests.service.updating_scene import NO_GOOD, Scene, answer, computer, disturbed

pytestmark = needs_dpkg


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with disturbed():
        yield computer(tmp_path)


def journal(root: Path) -> tuple[list[str], int]:
    """The kinds of what the journal has of updates, and how many sittings can be opened."""
    house = open_house(root, room=None)
    session = sign_in(house, PASSPHRASE)
    try:
        take_in(house, session.vault)
        with session.vault.reading() as db:
            kinds = [row["kind"] for row in db.query("SELECT kind FROM journal ORDER BY at_ms")]
        found = [each for each in kinds if each.startswith("program.")]
        return found, len(all_sittings(session.vault))
    finally:
        session.close()
        house.close()


def test_an_update_is_installed_with_a_backup_and_is_in_the_journal(scene: Scene) -> None:
    now = scene.updating().install(scene.update())

    root = scene.here.folder.root
    assert str(now) == scene.installed() == "0.2.0"
    assert len(list((root / "backups").glob("backup-*.tar"))) == 1
    assert journal(root) == ([BEGUN, UPDATED], 1)
    record = scene.here.store.read()
    assert record.change is None
    assert record.last is not None
    assert str(record.last.old.version) == "0.1.0"
    log = (scene.here.store.log / "events.log").read_text()
    assert log.index("taken") < log.index("kept") < log.index("replaced") < log.index("updated")


def test_what_was_updated_goes_back_and_nothing_is_lost(scene: Scene) -> None:
    scene.updating().install(scene.update())

    now = scene.updating().back(may_lose=False)

    assert str(now) == scene.installed() == "0.1.0"
    assert journal(scene.here.folder.root) == ([BEGUN, UPDATED, WENT_BACK], 1)
    with pytest.raises(UpdateError, match="no update to go back from"):
        scene.updating().back(may_lose=False)


def test_a_version_that_makes_no_page_goes_back_by_itself(scene: Scene) -> None:
    with pytest.raises(UpdateError, match=r"did not pass its self-check, and 0\.1\.0 is back"):
        scene.updating().install(scene.update(program=NO_GOOD))

    assert scene.installed() == "0.1.0"
    assert any("the page is empty" in each for each in scene.said)
    assert journal(scene.here.folder.root) == ([BEGUN, WENT_BACK], 1)
    assert scene.here.store.read().change is None


@pytest.mark.parametrize("script", ["preinst", "postinst"])
def test_a_package_that_does_not_install_goes_back_by_itself(scene: Scene, script: str) -> None:
    with pytest.raises(ExpectedError):
        scene.updating().install(scene.update(scripts={script: "exit 9"}))

    assert scene.installed() == "0.1.0"
    assert scene.here.store.read().change is None


def test_a_version_that_lies_about_itself_goes_back(scene: Scene) -> None:
    liar = "#!/bin/sh\necho distressapp 9.9.9\n"

    with pytest.raises(UpdateError, match=r"0\.1\.0 is back"):
        scene.updating().install(scene.update(program=liar))

    assert scene.installed() == "0.1.0"


@pytest.mark.parametrize("new", ["0.0.9", "0.1.0"])
def test_nothing_older_is_installed_over_what_is_there(scene: Scene, new: str) -> None:
    before = sorted(scene.here.folder.root.rglob("*"))

    with pytest.raises(NotNewerError, match="Nothing was changed"):
        scene.updating().install(scene.update(new))

    assert scene.installed() == "0.1.0"
    assert {each.name for each in sorted(scene.here.folder.root.rglob("*"))} - {
        each.name for each in before
    } <= {"staff.lock"}


def test_an_update_that_nobody_known_signed_is_refused(scene: Scene) -> None:
    update = scene.update()
    (scene.here.keys[0] / "makers.pub").unlink()

    with pytest.raises(UpdateError, match="knows nobody"):
        scene.updating().install(update)
    content = bytearray(update.read_bytes())
    content[60] ^= 1 if content[60] != ord("0") else 3
    update.write_bytes(content)
    (scene.here.keys[0] / "other.pub").write_bytes(MAKERS.public.as_file())
    with pytest.raises((NotSignedError, ExpectedError)):
        scene.updating().install(update)

    assert scene.installed() == "0.1.0"


def test_a_key_that_anybody_could_have_put_there_is_not_believed(scene: Scene) -> None:
    update = scene.update()
    (scene.here.keys[0] / "makers.pub").chmod(0o666)

    with pytest.raises(UpdateError, match="by anybody"):
        scene.updating().install(update)


def test_an_open_kiosk_is_waited_for_and_nothing_is_changed(scene: Scene) -> None:
    house = opened(scene.here.folder.root)
    try:
        with pytest.raises(ExpectedError, match="is open"):
            scene.updating().install(scene.update())
    finally:
        house.close()

    assert scene.installed() == "0.1.0"
    assert not list((scene.here.folder.root / "backups").glob("*.tar"))


def test_no_kiosk_opens_while_the_program_is_replaced(scene: Scene) -> None:
    marker = scene.folder / "tried"
    root = scene.here.folder.root
    look = f"flock -n '{root}/kiosk.lock' true && echo open > '{marker}' || echo shut > '{marker}'"

    scene.updating().install(scene.update(scripts={"postinst": look}))

    assert marker.read_text() == "shut\n"


def test_a_wrong_passphrase_changes_nothing(scene: Scene) -> None:
    wrong = Secrets(passphrase="no heron at all", name="")  # noqa: S106
    updating = replace(scene.updating(), secrets=lambda: wrong)

    with pytest.raises(ExpectedError):
        updating.install(scene.update())

    assert scene.installed() == "0.1.0"
    assert scene.here.store.read().change is None


def after_a_migration(scene: Scene) -> None:
    """The record of an update whose version of before wrote the vault in an older shape."""
    record = scene.here.store.read()
    assert record.last is not None
    old = record.last.old
    older = replace(old, schemas=replace(old.schemas, vault=old.schemas.vault - 1))
    scene.here.store.write(replace(record, last=replace(record.last, old=older)))


def test_going_back_over_a_migration_says_what_would_be_lost_and_does_nothing(
    scene: Scene,
) -> None:
    scene.updating().install(scene.update())
    after_a_migration(scene)
    answer(scene.here.folder.root)
    journal(scene.here.folder.root)

    with pytest.raises(UpdateError, match=r"leave out \d+ entries since the update, 1 sittings"):
        scene.updating().back(may_lose=False)

    assert scene.installed() == "0.2.0"
    assert journal(scene.here.folder.root)[1] == 2


def test_going_back_over_a_migration_puts_the_backup_in_place_and_loses_no_file(
    scene: Scene,
) -> None:
    scene.updating().install(scene.update())
    after_a_migration(scene)
    root = scene.here.folder.root
    answer(root)
    journal(root)
    answer(root)  # waits in the letterbox, and is in no vault yet

    now = scene.updating().back(may_lose=True)

    assert str(now) == scene.installed() == "0.1.0"
    kinds, sittings = journal(root)
    assert sittings == 2
    assert kinds == [WENT_BACK]
    assert list((root / "quarantine").glob("*/vault.db"))


def test_the_program_that_stood_aside_goes_back_from_a_vault_that_it_cannot_read(
    scene: Scene,
) -> None:
    """The new program wrote the vault in a later shape, and does not start any more."""
    scene.updating().install(scene.update())
    root = scene.here.folder.root
    house = open_house(root, room=None)
    session = sign_in(house, PASSPHRASE)
    session.vault.database.execute("PRAGMA user_version = 99")
    session.close()
    house.close()

    with pytest.raises(UpdateError, match="only the new one can count"):
        scene.updating().back(may_lose=False)
    scene.updating().back(may_lose=True)

    assert scene.installed() == "0.1.0"
    assert journal(root) == ([UPDATED, WENT_BACK], 1)
    assert list((root / "quarantine").glob("*/vault.db"))


def test_a_backup_that_is_gone_is_told_before_anything_is_changed(scene: Scene) -> None:
    scene.updating().install(scene.update())
    after_a_migration(scene)
    (backup,) = (scene.here.folder.root / "backups").glob("backup-*.tar")
    backup.unlink()

    with pytest.raises(ExpectedError, match="not in the data folder"):
        scene.updating().back(may_lose=True)

    assert scene.installed() == "0.2.0"


def test_a_damaged_backup_keeps_the_new_version_from_staying(scene: Scene) -> None:
    root = scene.here.folder.root
    half = '$(($(stat -c %s "$each") / 2))'
    spoil = f'for each in {root / "backups"}/backup-*.tar; do truncate -s {half} "$each"; done'

    with pytest.raises(UpdateError, match="is back"):
        scene.updating().install(scene.update(scripts={"postinst": spoil}))

    assert scene.installed() == "0.1.0"


def test_a_package_of_before_that_was_spoilt_is_not_installed(scene: Scene) -> None:
    scene.updating().install(scene.update())
    (scene.here.store.packages / "distressapp_0.1.0.deb").write_bytes(b"spoilt")

    with pytest.raises(UpdateError, match="damaged or gone"):
        scene.updating().back(may_lose=False)

    assert scene.installed() == "0.2.0"


def test_without_a_clinic_the_program_is_updated_all_the_same(scene: Scene) -> None:
    here = replace(scene.here, folder=Folder(root=scene.folder / "none"))
    scene.here = here

    now = scene.updating().install(scene.update())

    assert str(now) == "0.2.0"
    assert any("no clinic" in each for each in scene.said)
