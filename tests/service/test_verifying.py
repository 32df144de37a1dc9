import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from distressapp.bootstrap import sign_in
from distressapp.cli.restoration import restore_backup
from distressapp.core.errors import ExpectedError
from distressapp.core.journal import ChainError, Gap, Head, Json, short_hash
from distressapp.letterbox.rows import Posted
from distressapp.service import verifying
from distressapp.service.access import NotAllowedError, Session
from distressapp.service.backups import make_backup
from distressapp.service.house import House
from distressapp.service.posting import News, building, post
from distressapp.service.staging import Wanted
from distressapp.service.verifying import Printed, accept_gap, place, printed, verify
from distressapp.settings import Backup
from distressapp.vault.gaps import ACCEPTED
from tests.clinics import PASSPHRASE, Clock, opened
from tests.service.forging import forged, slipped_in

NEWS: Final = News(kind="tested", payload={})


@pytest.fixture
def session(house: House) -> Iterator[Session]:
    found = sign_in(house, PASSPHRASE)
    yield found
    found.close()


def garbled(house: House) -> int:
    """An entry that does not open; its number."""
    build = building(house, NEWS)

    def spoils(head: Head) -> Posted:
        return replace(build(head), sealed=b"not what was sealed")

    return house.letterbox.post(spoils).head.number


def forge(house: House, news: News) -> None:
    """An entry that anybody with the public key can post, in a chain of its own."""
    slipped_in(house, forged(house, Head(writer="f" * 32), news))


def test_a_sound_journal_has_no_problem(house: House, session: Session) -> None:
    post(house, NEWS)
    make_backup(house, session)
    post(house, NEWS)

    found = verify(house, session)

    assert (found.problems, found.accepted, found.unaccepted) == ((), (), ())
    assert found.entries == session.vault.verify()
    assert {each.writer for each in found.heads} == {
        session.vault.writer,
        house.letterbox.head.writer,
    }


def test_a_gap_that_was_accepted_is_shown_and_no_failure_any_more(
    house: House, session: Session
) -> None:
    writer = house.letterbox.head.writer
    post(house, NEWS)
    number = garbled(house)
    post(house, NEWS)
    with pytest.raises(ChainError, match="Entry 2"):
        verify(house, session)

    gap = accept_gap(house, session, writer[:8], number)

    found = verify(house, session)
    assert (gap.writer, gap.first, gap.last) == (writer, 2, 2)
    assert found.accepted == (gap,)
    assert found.unaccepted == ()
    assert len(found.taken.set_aside) == 1
    assert house.letterbox.head == Head(writer=house.letterbox.head.writer)
    assert house.letterbox.head.writer != writer


def test_the_letterbox_goes_on_in_a_new_chain(house: House, session: Session) -> None:
    number = garbled(house)
    writer = house.letterbox.head.writer
    with_mismatch = verify(house, session).unaccepted

    gap = accept_gap(house, session, writer, number)
    post(house, NEWS)
    found = verify(house, session)

    assert len(with_mismatch) == 1
    assert gap == Gap(writer=writer, first=1, last=1)
    assert found.taken.mismatches == ()
    assert house.letterbox.head.number == 1


def test_behind_an_accepted_gap_truncation_is_still_convicted(
    house: House, session: Session
) -> None:
    writer = house.letterbox.head.writer
    post(house, NEWS)
    number = garbled(house)
    for _ in range(3):
        post(house, NEWS)
    with pytest.raises(ChainError):
        verify(house, session)
    accept_gap(house, session, writer, number)

    with session.vault.commit():
        session.vault.database.execute(
            "DELETE FROM journal WHERE writer = ? AND number = 5", [writer]
        )

    with pytest.raises(ChainError, match="ends at 4"):
        verify(house, session)


def test_several_in_a_row_are_one_gap(house: House, session: Session) -> None:
    writer = house.letterbox.head.writer
    post(house, NEWS)
    for _ in range(3):
        garbled(house)
    post(house, NEWS)

    gap = accept_gap(house, session, writer, 3)

    assert (gap.first, gap.last) == (2, 4)
    assert verify(house, session).unaccepted == ()


@pytest.mark.parametrize("number", [0, 1, 3, 9])
def test_what_is_not_missing_is_not_accepted(house: House, session: Session, number: int) -> None:
    post(house, NEWS)
    garbled(house)
    post(house, NEWS)

    with pytest.raises(ExpectedError, match="is not missing"):
        accept_gap(house, session, house.letterbox.head.writer, number)


def test_a_writer_that_nobody_knows_has_no_gap(house: House, session: Session) -> None:
    with pytest.raises(ExpectedError, match="No one writer"):
        accept_gap(house, session, "0000", 1)


def test_a_role_that_may_not_restore_accepts_nothing(
    house: House, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_session: Session, _act: object) -> None:
        raise NotAllowedError("No", advice="Ask.")

    monkeypatch.setattr(verifying, "check_may", refuses)

    with pytest.raises(NotAllowedError):
        accept_gap(house, session, house.letterbox.head.writer, 1)


def test_a_gap_that_somebody_posts_accepts_nothing(house: House, session: Session) -> None:
    writer = house.letterbox.head.writer
    post(house, NEWS)
    garbled(house)
    post(house, NEWS)
    payload: Json = {"writer": writer, "first": 2, "last": 2, "behind": "", "by": ""}
    forge(house, News(kind=ACCEPTED, payload=payload))

    with pytest.raises(ChainError):
        verify(house, session)


def rolled_back(house: House, session: Session, clock: Clock) -> tuple[House, Session, Printed]:
    """Vault and letterbox as they were, and what a page printed since."""
    post(house, NEWS)
    verify(house, session)
    writer = house.letterbox.head.writer
    session.close()
    house.close()
    root = house.folder.root
    kept = root.parent / "kept"
    shutil.copytree(root, kept)
    house = opened(root, clock)
    session = sign_in(house, PASSPHRASE)
    for _ in range(3):
        post(house, NEWS)
    make_backup(house, session)
    verify(house, session)
    chain = session.vault.entry(writer, 3).chain
    session.close()
    house.close()
    for name in ("vault.db", "letterbox.db"):
        shutil.copy(kept / name, root / name)
        for tail in ("-wal", "-shm"):
            (root / f"{name}{tail}").unlink(missing_ok=True)
    house = opened(root, clock)
    page = Printed(writer=writer[:8], number=3, hash=short_hash(chain))
    return house, sign_in(house, PASSPHRASE), page


def test_a_file_that_was_put_back_in_time_is_caught_against_the_backups_and_a_page(
    house: House, session: Session, clock: Clock
) -> None:
    house, session, page = rolled_back(house, session, clock)

    by_backup = verify(house, session).problems
    for path in house.folder.backups.iterdir():
        path.unlink()
    without = verify(house, session).problems
    by_page = verify(house, session, [page]).problems
    without_writer = verify(house, session, [replace(page, writer="")]).problems
    session.close()
    house.close()

    assert len(by_backup) >= 1
    assert all("put back in time" in each for each in by_backup)
    assert without == ()
    assert "no entry 3" in by_page[0]
    assert by_page == without_writer


def test_the_second_place_catches_it_too_and_a_broken_backup_is_told(
    house: House, session: Session, clock: Clock, tmp_path: Path
) -> None:
    house, session, _page = rolled_back(house, session, clock)
    stick = tmp_path / "stick"
    shutil.move(house.folder.backups, stick)
    house.folder.backups.mkdir()
    (stick / "backup-20260101T000000Z.tar").write_bytes(b"cut off")
    house.settings = replace(house.settings, backup=Backup(place=str(stick)))

    problems = verify(house, session).problems
    session.close()
    house.close()

    assert any("put back in time" in each for each in problems)
    assert any("backup-20260101T000000Z.tar is not a whole" in each for each in problems)


def test_a_page_of_this_clinic_agrees(house: House, session: Session) -> None:
    post(house, NEWS)
    verify(house, session)
    head = house.letterbox.head
    page = Printed(writer="", number=1, hash=short_hash(head.chain))

    assert verify(house, session, [page]).problems == ()
    assert verify(house, session, [replace(page, number=2)]).problems != ()
    assert verify(house, session, [replace(page, writer="0000")]).problems != ()


def test_what_a_restore_could_not_bring_back_is_no_roll_back(
    house: House, session: Session, clock: Clock
) -> None:
    backup = make_backup(house, session).path
    for _ in range(2):
        post(house, NEWS)
    verify(house, session)
    clock.forward(hours=1)
    make_backup(house, session)
    session.close()
    house.close()
    root = house.folder.root
    (root / "vault.db").write_bytes(b"\xff" * 40_960)
    (root / "letterbox.db").write_bytes(b"\xff" * 40_960)

    restored, _taken = restore_backup(
        root, Wanted(backup=backup, passphrase=PASSPHRASE), clock=clock
    )

    house = opened(root, clock)
    session = sign_in(house, PASSPHRASE)
    assert len(restored.missing) == 2
    assert verify(house, session).problems == ()
    session.close()
    house.close()


@pytest.mark.parametrize(
    "words",
    [
        "",
        "1:2",
        "zz:1:ab12-cd34-ef56",
        "ab:x:ab12-cd34-ef56",
        "ab:1:ab12",
        "a" * 33 + ":1:ab12cd34ef56",
    ],
)
def test_what_no_page_prints_is_refused(words: str) -> None:
    with pytest.raises(ExpectedError, match="number and hash"):
        printed(words)
    with pytest.raises(ExpectedError, match="does not name"):
        place(words.replace("1:2", "1"))


def test_what_a_page_prints_is_read() -> None:
    assert printed(" 3FA9:17:AB12-cd34-ef56 ") == Printed(
        writer="3fa9", number=17, hash="ab12-cd34-ef56"
    )
    assert printed(":17:ab12cd34ef56").writer == ""
    assert place("3FA9c2d1:17") == ("3fa9c2d1", 17)
