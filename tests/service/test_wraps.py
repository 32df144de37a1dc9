import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from distressapp.core.stores import StoreError, StoreTooNewError, WrongPassphraseError
from distressapp.service import staff
from distressapp.service.access import Session, sign_in, sign_in_with_recovery
from distressapp.service.house import House
from tests.clinics import CHEAP, PASSPHRASE, Clock, made_with_code, opened
from tests.service.teams import ANA, ANAS, FIRST, ana, first


@pytest.fixture
def session(house: House) -> Iterator[Session]:
    found = first(house)
    yield found
    found.close()


def with_schema(content: bytes, schema: str) -> bytes:
    return content.replace(b'"schema": 2', f'"schema": {schema}'.encode())


@pytest.mark.parametrize(
    "schema", ["3", "0", "1e999", "[]", "9" * 5_000, "[" * 100_000], ids=lambda each: each[:5]
)
def test_a_wrap_that_cannot_be_read_keeps_nobody_else_out(
    house: House, session: Session, schema: str
) -> None:
    theirs = house.folder.wrap(ana(house, session).id)
    for path in (theirs, house.folder.recovery_wrap):
        path.write_bytes(with_schema(path.read_bytes(), schema))

    sign_in(house, PASSPHRASE, name=FIRST).close()
    sign_in(house, PASSPHRASE).close()


@pytest.mark.parametrize("cost", ["1e999", "-1", "9" * 400, "null"])
def test_a_cost_that_is_no_number_keeps_nobody_else_out(
    house: House, session: Session, cost: str
) -> None:
    theirs = house.folder.wrap(ana(house, session).id)
    content = theirs.read_bytes()
    theirs.write_bytes(content.replace(b'"passes": 1', f'"passes": {cost}'.encode()))

    assert theirs.read_bytes() != content
    sign_in(house, PASSPHRASE, name=FIRST).close()
    with pytest.raises(WrongPassphraseError):
        sign_in(house, ANAS, name=ANA)


def test_a_name_that_cannot_be_written_keeps_nobody_else_out(
    house: House, session: Session
) -> None:
    theirs = house.folder.wrap(ana(house, session).id)
    table = json.loads(theirs.read_bytes())
    theirs.write_text(json.dumps({**table, "name": "\ud800"}))

    sign_in(house, PASSPHRASE, name=FIRST).close()


def test_a_folder_among_the_wraps_keeps_nobody_out(house: House) -> None:
    (house.folder.wraps / "x.json").mkdir()

    sign_in(house, PASSPHRASE).close()


def test_only_who_is_named_by_a_newer_wrap_is_told_to_update(
    house: House, session: Session
) -> None:
    theirs = house.folder.wrap(ana(house, session).id)
    theirs.write_bytes(with_schema(theirs.read_bytes(), "3"))

    with pytest.raises(StoreTooNewError, match="version 3"):
        sign_in(house, ANAS, name=ANA.upper())
    with pytest.raises(WrongPassphraseError):
        sign_in(house, ANAS, name="Zoe Nobody")


def test_a_newer_wrap_of_the_recovery_key_is_told_to_who_brings_the_code(
    tmp_path: Path, clock: Clock
) -> None:
    code = made_with_code(tmp_path / "clinic", clock=clock)
    house = opened(tmp_path / "clinic", clock)
    path = house.folder.recovery_wrap
    path.write_bytes(with_schema(path.read_bytes(), "3"))

    with pytest.raises(StoreTooNewError, match="version 3"):
        sign_in_with_recovery(house, code)
    house.close()


def test_who_was_never_added_is_not_asked_after(
    house: House, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("distressapp.service.staff.append", stops)
        with pytest.raises(KeyboardInterrupt):
            ana(house, session)

    assert len(list(house.folder.wraps.glob("*.next.json"))) == 1
    sign_in(house, PASSPHRASE).close()


def test_without_any_members_wrap_the_recovery_code_still_opens(
    tmp_path: Path, clock: Clock
) -> None:
    code = made_with_code(tmp_path / "clinic", clock=clock)
    house = opened(tmp_path / "clinic", clock)
    who = first(house)
    who.close()
    house.folder.wrap(who.member.id).unlink()

    with pytest.raises(StoreError, match="recovery use") as caught:
        sign_in(house, PASSPHRASE)
    session = sign_in_with_recovery(house, code)
    staff.reset_passphrase(house, session, who.member.id, ANAS, cost=CHEAP)
    session.close()

    assert "setup" not in str(caught.value)
    sign_in(house, ANAS).close()
    house.close()
