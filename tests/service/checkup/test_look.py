"""The whole self-check of a real clinic: what it says, and what never stands in it."""

import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from distressapp.core.self_check import Checked, Finding, SelfCheck
from distressapp.log import Event, note_in
from distressapp.paths import Folder
from distressapp.service.access import Session
from distressapp.service.calls import post_now
from distressapp.service.checkup.look import Front, look
from distressapp.service.checkup.opened import Opened, opened
from distressapp.service.checkup.written import as_json, as_text
from distressapp.service.house import House
from distressapp.settings import Printer, hash_of
from tests.clinics import BORN, NUMBER, closed, rated, seated

FRONT = Front(qt="6.11.3", screens=("1280 x 800 at 149 dots per inch",))


def checked(house: House, session: Session | None = None) -> SelfCheck:
    return look(opened(house, datetime.now(UTC), session=session), FRONT)


def line(found: SelfCheck, part: str, name: str) -> Checked:
    return next(
        each for known in found.parts if known.id == part for each in known.lines if each.id == name
    )


def test_a_new_rehearsal_is_sound_and_ready_and_says_what_it_did_not_look_into(
    house: House,
) -> None:
    found = checked(house)

    assert found.is_ready
    assert found.verdict == "Everything is ready."
    assert line(found, "program", "vectors").finding is Finding.FINE
    assert line(found, "keeping", "letterbox").finding is Finding.FINE
    assert line(found, "keeping", "vault").words == "not looked into: it is shut"
    assert line(found, "paper", "last_print").finding is Finding.UNKNOWN
    assert line(found, "machine", "screen").words == "1280 x 800 at 149 dots per inch"


def test_with_an_open_vault_every_chain_is_looked_at(house: House, session: Session) -> None:
    found = checked(house, session)

    assert line(found, "keeping", "vault").finding is Finding.FINE
    assert "every chain whole" in line(found, "keeping", "vault").words
    assert line(found, "paper", "unprinted").finding is Finding.FINE


def test_no_word_of_a_patient_or_of_staff_stands_on_the_page(
    house: House, session: Session
) -> None:
    running = seated(house)
    running.keep(rated(house, 9))
    plan = running.plan
    post_now(house, plan.ticket).raise_now()
    closed(house, running)

    found = checked(house, session)

    said = as_text(found) + as_json(found)
    secret = (NUMBER, plan.ticket, plan.sitting, session.member.id, session.member.name)
    assert [each for each in secret if each in said] == []
    assert BORN.isoformat() not in said
    assert any("asked for now" in each for each in found.not_ready)
    assert str(house.folder.root) not in said


def test_a_letterbox_with_a_broken_page_is_wrong(house: House) -> None:
    path = house.folder.letterbox
    for _nth in range(3):
        closed(house, seated(house))
    house.letterbox.close()
    data = bytearray(path.read_bytes())
    data[4096:4300] = os.urandom(204)
    path.write_bytes(bytes(data))

    found = look(Opened(folder=house.folder, now=datetime.now(UTC)), FRONT)

    assert line(found, "keeping", "letterbox").finding is Finding.WRONG
    assert not found.is_sound
    assert "look at the lines marked WRONG" in found.verdict


def test_a_vault_with_a_changed_entry_is_wrong(house: House, session: Session) -> None:
    with session.vault.commit():
        session.vault.database.execute("UPDATE journal SET at_ms = at_ms + 1 WHERE number = 1")

    found = checked(house, session)

    assert line(found, "keeping", "vault").finding is Finding.WRONG


def test_a_clock_that_was_put_back_is_seen(house: House) -> None:
    ahead = datetime.now(UTC) - timedelta(days=2)

    found = look(opened(house, ahead), FRONT)

    assert line(found, "machine", "order").finding is Finding.LOOK
    assert found.is_sound


def test_a_folder_without_a_clinic_is_told_as_far_as_it_can_be(tmp_path: Path) -> None:
    found = look(Opened(folder=Folder(root=tmp_path / "nothing"), now=datetime.now(UTC)), FRONT)

    assert line(found, "keeping", "folder").finding is Finding.WRONG
    assert line(found, "program", "page").finding is Finding.FINE
    assert line(found, "keeping", "disk").finding is Finding.UNKNOWN


def test_trouble_in_the_log_is_counted_with_the_day_of_the_last(house: House) -> None:
    note_in(house.folder.log, Event.UNFORESEEN)
    note_in(house.folder.log, Event.UNFORESEEN)
    note_in(house.folder.log, Event.STARTED)

    found = line(checked(house), "keeping", "log")

    assert found.finding is Finding.LOOK
    assert found.words.startswith("unforeseen error: 2, last on ")


@pytest.mark.skipif(os.name != "posix", reason="rights are kept otherwise")
def test_rights_of_other_accounts_are_wrong(house: House) -> None:
    house.folder.letterbox.chmod(0o640)

    found = checked(house)

    assert line(found, "keeping", "rights").finding is Finding.WRONG
    assert found.not_ready == ("Other accounts can read letterbox.db; take that right away.",)


def test_a_printer_that_the_system_does_not_have_is_looked_at(house: House) -> None:
    house.settings = replace(house.settings, printer=Printer(name="Office", is_staff_only=True))

    found = checked(house)

    known = {each.id: each for part in found.parts if part.id == "paper" for each in part.lines}
    assert Finding.LOOK in {known["system"].finding, known.get("printer", known["system"]).finding}


def test_json_has_every_line_once_by_part_and_id(house: House) -> None:
    found = checked(house)

    value = json.loads(as_json(found))

    assert value["is_ready"] is True
    assert value["parts"]["program"]["qt"]["words"] == "6.11.3"
    for part in found.parts:
        assert len(value["parts"][part.id]) == len(part.lines)


def test_the_page_begins_with_what_is_not_ready(house: House) -> None:
    found = replace(checked(house), not_ready=("No backup was ever made.",))

    assert as_text(found).splitlines()[0] == "No backup was ever made."
    assert "Everything is ready" not in as_text(found)


def test_the_settings_are_known_by_their_hash_and_packs_by_their_names(house: House) -> None:
    house.settings = replace(house.settings, packs={"hads.en": "0" * 64})

    found = checked(house)

    assert line(found, "keeping", "settings").words.startswith(hash_of(house.settings)[:12])
    assert line(found, "keeping", "wording").words == "hads.en"


def test_no_terminal_obeys_a_word_of_it(house: House) -> None:
    house.settings = replace(house.settings, packs={"hads.en\x1b[2J\r\n": "0" * 64})

    said = as_text(checked(house))

    assert "hads.en\N{REPLACEMENT CHARACTER}[2J" in said
    assert all(each.isprintable() for each in said.replace("\n", ""))
