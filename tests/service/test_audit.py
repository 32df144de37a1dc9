import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from distressapp.core.errors import ExpectedError
from distressapp.core.journal import Entry, Head, head_after, link
from distressapp.core.roles import Role
from distressapp.core.stores import StoreError
from distressapp.service.access import NotAllowedError, Session
from distressapp.service.audit import COLUMNS, EXPORTED, PAGE, Filter, Line, audit, export
from distressapp.service.audit_words import GROUPS, group_words, kind_words
from distressapp.service.erasure import erase
from distressapp.service.house import House
from distressapp.service.posting import News, post
from distressapp.service.publishing import change_settings
from distressapp.service.takein import take_in
from distressapp.service.views import viewed
from distressapp.vault.rows import row_from
from distressapp.vault.vault import Vault
from tests.clinics import NUMBER, Clock
from tests.service.patients import ANNA, BERTA, REASON, WORDS, colleague, matched, patient_id, sat

HOSTILE: Final = "=cmd|'/c calc'!A1"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def lines(house: House, session: Session, **wanted: object) -> tuple[Line, ...]:
    return audit(house, session, Filter(**wanted)).lines  # type: ignore[arg-type]  # by name


def exported(house: House, session: Session, wanted: Filter, out: Path) -> list[dict[str, str]]:
    for _step in export(house, session, wanted, out):
        pass
    (path,) = out.iterdir()
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode())))


def many(vault: Vault, count: int, *, member: str) -> None:
    """So many entries at once; every tenth is this member's."""
    with vault.commit():
        head = vault.heads()[vault.writer]
        rows = []
        for number in range(count):
            by = member if number % 10 == 0 else "0" * 31 + "1"
            linked = link(head, looked(head, number, by))
            rows.append(row_from(linked))
            head = head_after(linked)
        vault.database.table("journal").insert_all(rows)
        row = {"writer": head.writer, "number": head.number, "chain": head.chain}
        vault.database.table("chain").upsert(row, pk="writer")


def looked(head: Head, number: int, by: str) -> Entry:
    return Entry(
        writer=head.writer,
        number=head.number + 1,
        at_ms=1_700_000_000_000 + number // 3,
        offset_min=0,
        kind="record.viewed",
        schema=1,
        subject=f"{number:032x}",
        salt=bytes(16),
        payload=b'{"by":"B","member":"%s","what":"page"}' % by.encode(),
    )


def test_the_newest_entry_stands_first_with_who_and_what(
    house: House, session: Session, clock: Clock
) -> None:
    clock.forward(minutes=1)
    change_settings(house, replace(house.settings, idle_s=120), session=session, reason="Too short")

    found = lines(house, session)[0]

    assert (found.what, found.who, found.is_signed_in) == (
        "Settings changed",
        "Administrator",
        True,
    )
    assert found.details == "reason: Too short"
    assert found.at == clock.at


def test_no_answer_no_free_text_and_no_name_stands_in_the_audit(
    house: House, session: Session, vault: Vault, out: Path
) -> None:
    matched(house, vault)

    shown = repr(lines(house, session)) + repr(exported(house, session, Filter(), out))

    assert WORDS not in shown
    assert ANNA.name not in shown
    assert NUMBER in shown


def test_days_are_the_clinics_own(house: House, session: Session, clock: Clock) -> None:
    change_settings(house, replace(house.settings, timezone="Europe/Madrid"), session=session)
    clock.at = clock.at.replace(hour=23, minute=30)
    viewed(house, session, "1" * 32, what="page")

    tuesday = lines(house, session, first=date(2026, 3, 3), last=date(2026, 3, 3))
    monday = lines(house, session, last=date(2026, 3, 2))

    assert [each.what for each in tuesday] == ["Record looked at"]
    assert f"{tuesday[0].at:%d %H:%M}" == "03 00:30"
    assert "Record looked at" not in {each.what for each in monday}


def test_a_last_day_before_the_first_is_said_to_be_so(house: House, session: Session) -> None:
    with pytest.raises(ExpectedError, match="before the first"):
        lines(house, session, first=date(2026, 3, 3), last=date(2026, 3, 2))


def test_a_person_is_found_by_what_they_did_and_by_what_was_done_about_them(
    house: House, session: Session
) -> None:
    manager = colleague(house, session, Role.MANAGER)
    viewed(house, manager, "1" * 32, what="page")
    viewed(house, session, "2" * 32, what="page")

    found = lines(house, session, member=manager.member.id)

    assert {each.what for each in found} == {
        "Record looked at",
        "Signed in",
        "Member of staff added",
    }
    assert "2" * 32 not in {each.subject for each in found}
    manager.close()


def test_nobody_is_looked_for_under_a_members_id_that_is_none(
    house: House, session: Session
) -> None:
    with pytest.raises(ExpectedError, match="no such member"):
        lines(house, session, member="f" * 32)


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_leaves_only_its_own_kinds(
    house: House, session: Session, vault: Vault, group: str
) -> None:
    matched(house, vault)

    found = lines(house, session, group=group)

    assert all(each.kind.startswith(GROUPS[group]) for each in found)
    assert group in group_words()


def test_a_patient_is_found_with_their_sittings_and_the_look_is_an_entry(
    house: House, session: Session, vault: Vault
) -> None:
    sitting = matched(house, vault)
    matched(house, vault, BERTA)
    anna = patient_id(vault)

    found = lines(house, session, patient=anna)

    assert {each.subject for each in found} == {anna, sitting}
    assert {each.patient for each in found} == {ANNA.record_number}
    assert (found[0].what, found[0].details) == ("Record looked at", "what: audit")


def test_whoever_only_gave_a_name_is_not_shown_as_signed_in(house: House, session: Session) -> None:
    payload = {"ticket": "maple", "by": "Administrator", "member": ""}
    post(house, News(kind="now.acknowledged", subject="3" * 32, payload=payload))
    lie = {"ticket": "maple", "by": "X", "member": session.member.id}
    post(house, News(kind="now.acknowledged", subject="3" * 32, payload=lie))
    take_in(house, session.vault)

    found = lines(house, session, group="calls")

    assert [(each.who, each.is_signed_in) for each in found] == [
        ("Administrator", False),
        ("Administrator", False),
    ]


def test_an_entry_that_is_nonsense_is_shown_and_stops_nothing(
    house: House, session: Session
) -> None:
    deep: object = "x"
    for _level in range(20):
        deep = {"by": deep, "member": deep}
    for payload in ({"by": 7, "member": []}, {"by": {"a": 10**30}}, {"by": "\udce9"}, deep):
        post(house, News(kind="strange", subject="4" * 32, payload=payload))  # type: ignore[arg-type]  # nonsense
    take_in(house, session.vault)

    found = [each for each in lines(house, session) if each.kind == "strange"]

    assert len(found) == 4
    assert lines(house, session, member=session.member.id)


def test_pages_follow_each_other_without_a_gap_or_a_repeat(
    house: House, session: Session, vault: Vault
) -> None:
    many(vault, 3 * PAGE, member=session.member.id)

    found: list[Line] = []
    page = audit(house, session, Filter())
    while page.older is not None:
        found += page.lines
        page = audit(house, session, Filter(), behind=page.older)
    found += page.lines

    places = [(each.writer, each.number) for each in found]
    assert len(places) == len(set(places)) == vault.verify()
    assert [each.at for each in found] == sorted((each.at for each in found), reverse=True)


def test_no_page_reads_the_whole_journal(house: House, session: Session, vault: Vault) -> None:
    many(vault, 200, member=session.member.id)
    plans: list[str] = []
    with vault.reading() as db, db.tracer(lambda sql, values: plans.extend(plan(sql, values))):

        def plan(sql: str, values: Any) -> list[str]:  # noqa: ANN401  (as sqlite-utils has it)
            if not sql.startswith("SELECT rowid AS place"):
                return []
            asked = f"EXPLAIN QUERY PLAN {sql}"
            return [row[3] for row in db.conn.execute(asked, values or []).fetchall()]

        lines(house, session)
        lines(house, session, group="looked")
        lines(house, session, member=session.member.id)

    assert plans
    assert [each for each in plans if each.startswith("SCAN") and "INDEX" not in each] == []


def test_what_is_given_out_is_an_entry_and_holds_no_formula(
    house: House, session: Session, out: Path
) -> None:
    payload = {"ticket": "maple", "by": HOSTILE, "member": ""}
    post(house, News(kind="now.left", subject="3" * 32, payload=payload))
    take_in(house, session.vault)
    before = lines(house, session)

    rows = exported(house, session, Filter(), out)

    newest = lines(house, session)[0]
    assert (newest.kind, newest.who) == (EXPORTED, "Administrator")
    assert f"entries: {len(before)}" in newest.details
    assert tuple(rows[0]) == COLUMNS
    assert f"'{HOSTILE}" in {row["who"] for row in rows}
    assert not [value for row in rows for value in row.values() if value.startswith("=")]
    assert out.stat().st_mode
    assert [path.stat().st_mode & 0o777 for path in out.iterdir()] == [0o600]


def test_an_export_that_is_cancelled_leaves_no_file(
    house: House, session: Session, vault: Vault, out: Path
) -> None:
    many(vault, 700, member=session.member.id)

    steps = export(house, session, Filter(), out)
    first = next(steps)
    second = next(steps)
    steps.close()

    assert (first.done, second.done) == (0, 500)
    assert list(out.iterdir()) == []
    assert lines(house, session)[0].kind == EXPORTED


def test_an_export_goes_neither_into_the_clinics_folder_nor_nowhere(
    house: House, session: Session, out: Path
) -> None:
    for into in (house.folder.root, house.folder.backups, out / "nowhere"):
        with pytest.raises(ExpectedError, match="folder"):
            next(export(house, session, Filter(), into))


def test_an_export_that_cannot_be_written_says_so(
    house: House, session: Session, out: Path
) -> None:
    steps = export(house, session, Filter(), out)
    next(steps)
    out.rmdir()

    with pytest.raises(StoreError, match="audit-"):
        list(steps)


@pytest.mark.parametrize("role", [Role.NURSE, Role.SOCIAL_WORKER])
def test_who_cares_for_patients_does_not_audit(
    house: House, session: Session, out: Path, role: Role
) -> None:
    other = colleague(house, session, role)

    with pytest.raises(NotAllowedError):
        lines(house, other)
    with pytest.raises(NotAllowedError):
        next(export(house, other, Filter(), out))
    other.close()


def test_an_erased_patient_leaves_headers_only(
    house: House, session: Session, vault: Vault
) -> None:
    sitting = sat(house, vault)
    erase(house, session, sitting, reason=REASON)

    found = lines(house, session)

    assert {each.details for each in found if each.kind == "sitting.stopped"} == {"erased"}
    assert ANNA.record_number not in repr(found)


def test_every_kind_that_this_program_writes_has_words() -> None:
    written = {kind for group in GROUPS.values() for kind in group if not kind.endswith(".")}

    assert [kind for kind in written if kind_words(kind) == kind] == []
    assert kind_words("tested") == "tested"


@pytest.mark.parametrize("timezone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_the_first_and_the_last_of_all_days_can_be_asked_for(
    house: House, session: Session, timezone: str
) -> None:
    change_settings(house, replace(house.settings, timezone=timezone), session=session)

    found = lines(house, session, first=date.min, last=date.max)

    assert found == lines(house, session)


def test_a_folder_that_no_system_could_have_is_not_there(house: House, session: Session) -> None:
    with pytest.raises(ExpectedError, match="not there"):
        export(house, session, Filter(), Path("/" + "x" * 300))
