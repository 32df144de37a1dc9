import csv
import io
import json
from pathlib import Path
from typing import Any, Final

import pytest

from distressapp.core.answers import DECLINED
from distressapp.core.errors import ExpectedError
from distressapp.core.journal import parsed
from distressapp.core.roles import Role
from distressapp.core.stores import StoreError
from distressapp.service.access import NotAllowedError, Session
from distressapp.service.erasure import erase
from distressapp.service.house import House
from distressapp.service.patient_export import COLUMNS, Exported, export
from distressapp.service.takein import take_in
from distressapp.service.views import viewed
from distressapp.vault import lists
from distressapp.vault.vault import Vault
from tests.clinics import NUMBER, Clock, closed, said, seated
from tests.service.patients import ANNA, BERTA, WORDS, colleague, matched, patient_id, sat

HOSTILE: Final = "=cmd|'/c calc'!A1;+1\r\n-2,@x\t\u03b1\u0301\ud83d <b>\u202e"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def read(exported: Exported) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(exported.record.read_bytes())
    return found


def rows(exported: Exported) -> list[dict[str, str]]:
    text = exported.answers.read_bytes().decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_everything_the_vault_has_of_a_patient_is_in_the_export(
    house: House, session: Session, vault: Vault, clock: Clock, out: Path
) -> None:
    first = matched(house, vault, value=2)
    viewed(house, session, first, what="summary")
    clock.forward(days=40)
    second = matched(house, vault)
    matched(house, vault, BERTA)
    patient = patient_id(vault)
    written = {
        (each.entry.writer, each.entry.number): parsed(each.entry.payload)
        for subject in (patient, first, second)
        for each in lists.about(vault, subject)
    }

    found = read(export(house, session, patient, into=out))

    assert found["patient"] == {
        "id": patient,
        "name": ANNA.name,
        "born": ANNA.born.isoformat(),
        "record_number": NUMBER,
    }
    assert [each["sitting"] for each in found["sittings"]] == [first, second]
    assert [each["day"] for each in found["sittings"]] == ["2026-03-02", "2026-04-11"]
    groups = ("stops", "calls", "pages", "views", "other")
    told = [*found["about_the_patient"]]
    told += [each for sitting in found["sittings"] for group in groups for each in sitting[group]]
    assert {(each["writer"], each["number"]): each["payload"] for each in told} == written
    assert [len(found["sittings"][0][group]) for group in groups] == [1, 0, 1, 1, 0]
    assert {each["rule"] for each in found["sittings"][1]["flags"]} == lists.rules_of(vault, second)
    assert BERTA.name not in json.dumps(found)


def test_the_patients_words_are_exported_verbatim_and_never_as_a_formula(
    house: House, session: Session, vault: Vault, out: Path
) -> None:
    matched(house, vault, words=HOSTILE)

    done = export(house, session, patient_id(vault), into=out)

    (sitting,) = read(done)["sittings"]
    answers = sitting["stops"][0]["payload"]["sitting"]["answers"]
    assert answers["dt/practical.other"] == {"written": HOSTILE, "language": "en"}
    (words,) = [each for each in rows(done) if each["question"] == "dt/practical.other"]
    said_so = HOSTILE.replace("\ud83d", r"\ud83d")
    assert words["answer"].replace("'", "") == said_so.replace("'", "")
    assert words["answer"].startswith("'=cmd")
    assert "\r\n'-2,'@x" in words["answer"]


def test_the_table_has_a_row_for_each_answer(
    house: House, session: Session, vault: Vault, out: Path
) -> None:
    sitting = matched(house, vault, value=9)

    done = export(house, session, patient_id(vault), into=out)

    found = {each["question"]: each for each in rows(done)}
    assert tuple(found["dt/rating"]) == COLUMNS
    assert (found["dt/rating"]["place"], found["dt/rating"]["value"]) == ("9", "9")
    assert found["dt/practical"]["answer"] == "practical.other"
    assert found["dt/practical.other"]["answer"] == WORDS
    assert {each["sitting"] for each in found.values()} == {sitting}


def test_an_answer_that_was_declined_says_so(
    house: House, session: Session, vault: Vault, out: Path
) -> None:
    running = seated(house)
    running.keep(said(house, "dt/rating", DECLINED))
    closed(house, running)
    take_in(house, vault)

    done = export(house, session, running.plan.sitting, into=out)

    assert [each["answer"] for each in rows(done)] == ["declined"]


def test_the_files_are_nobody_elses_and_do_not_name_the_patient(
    house: House, session: Session, vault: Vault, out: Path
) -> None:
    matched(house, vault)

    export(house, session, patient_id(vault), into=out)

    names = sorted(each.name for each in out.iterdir())
    start = f"patient-{patient_id(vault)[:8]}-2026-03-02"
    assert names == [f"{start}-answers.csv", f"{start}.json"]
    assert {each.stat().st_mode & 0o777 for each in out.iterdir()} == {0o600}


def test_an_export_is_an_entry_and_is_erased_with_the_patient(
    house: House, session: Session, vault: Vault, out: Path
) -> None:
    matched(house, vault)
    patient = patient_id(vault)

    export(house, session, patient, into=out)

    *_, last = lists.about(vault, patient)
    assert last.entry.kind == "patient.exported"
    assert parsed(last.entry.payload)["by"] == session.member.name
    erase(house, session, patient, reason="asked for")
    assert lists.about(vault, patient) == ()


def test_a_sitting_that_nobody_matched_is_exported_without_a_name(
    house: House, session: Session, vault: Vault, out: Path
) -> None:
    sitting = sat(house, vault)

    found = read(export(house, session, sitting, into=out))

    assert found["patient"] is None
    assert [each["sitting"] for each in found["sittings"]] == [sitting]


def test_sittings_that_nobody_matched_are_said_and_not_exported(
    house: House, session: Session, vault: Vault, out: Path
) -> None:
    matched(house, vault)
    loose = sat(house, vault)

    done = export(house, session, patient_id(vault), into=out)

    assert done.unmatched == (loose,)
    assert loose not in done.record.read_text()


@pytest.mark.parametrize("role", [Role.NURSE])
def test_who_may_not_export_gets_nothing(
    house: House, session: Session, vault: Vault, out: Path, role: Role
) -> None:
    matched(house, vault)
    other = colleague(house, session, role)

    with pytest.raises(NotAllowedError):
        export(house, other, patient_id(vault), into=out)

    assert list(out.iterdir()) == []
    other.close()


def test_an_export_needs_a_folder_outside_the_clinics(
    house: House, session: Session, vault: Vault, tmp_path: Path
) -> None:
    matched(house, vault)
    inside = tmp_path / "looks-outside"
    inside.symlink_to(house.folder.backups)

    for into in (tmp_path / "nowhere", house.folder.root, inside):
        with pytest.raises(ExpectedError, match="folder"):
            export(house, session, patient_id(vault), into=into)


def test_an_export_that_is_cut_short_leaves_neither_file(
    house: House, session: Session, vault: Vault, out: Path
) -> None:
    matched(house, vault)
    stem = f"patient-{patient_id(vault)[:8]}-2026-03-02"
    (out / f"{stem}-answers.csv").mkdir()

    with pytest.raises(StoreError):
        export(house, session, patient_id(vault), into=out)

    assert [each.name for each in out.iterdir()] == [f"{stem}-answers.csv"]


def test_a_view_is_an_entry_for_each_opening(house: House, session: Session, vault: Vault) -> None:
    sitting = matched(house, vault)

    viewed(house, session, sitting, what="summary")
    viewed(house, session, sitting, what="summary")

    views = [each for each in lists.about(vault, sitting) if each.entry.kind == "record.viewed"]
    assert [parsed(each.entry.payload) for each in views] == [
        {"what": "summary", "by": session.member.name, "member": session.member.id}
    ] * 2


def test_a_view_that_cannot_be_noted_is_no_view(
    house: House, session: Session, vault: Vault
) -> None:
    sitting = matched(house, vault)
    vault.database.execute("PRAGMA query_only = ON")

    with pytest.raises(StoreError):
        viewed(house, session, sitting, what="summary")
