"""The tables of the staff's room: each follows from the journal and can be made again from it."""

from typing import Final

from sqlite_utils import Database

STAFFS_ROOM: Final = ("admitted", "visit", "followup", "followup_of", "print", "form")
"""Projections that came with the staff's room."""

_SAYS: Final = "CASE WHEN json_valid(CAST(payload AS TEXT)) THEN CAST(payload AS TEXT) END"
WHO: Final = (
    f"coalesce(nullif(json_extract({_SAYS}, '$.member'), ''), json_extract({_SAYS}, '$.by'))"
)
"""Who did it, as an entry says: id of a member, else a name. The index over it had these words
until the journal was packed.

An erased payload is empty, and what somebody else posted may be anything: both give NULL.
"""


def create(db: Database) -> None:
    """Make them, and the wider tables of sittings and patients in place of the older ones."""
    _audit(db)
    _sittings(db)
    _patients(db)
    _visits(db)
    _followups(db)
    _paper(db)


def _audit(db: Database) -> None:
    """The journal by time, by kind and by who did it, without a look at what it says."""
    db.table("journal").create_index(["at_ms"])
    db.table("journal").create_index(["kind", "at_ms"])
    db.execute(f"CREATE INDEX journal_who ON journal ({WHO}, at_ms)")


def _sittings(db: Database) -> None:
    db.table("sitting").drop()
    db.table("sitting").create(
        {
            "sitting": str,
            "ticket": str,
            "day": str,
            "at_ms": int,
            "writer": str,
            "number": int,
            "record_number": str,
            "born": str,
            "patient": str,
            "subject": str,
            "matched_ms": int,
            "stop": str,
            "who": str,
            "started_ms": int,
            "source": str,
            "has_text": int,
            "text_read_ms": int,
            "opened_ms": int,
            "recorded_ms": int,
            "moved_from": str,
        },
        pk="sitting",
    )
    for columns in (["record_number"], ["patient"], ["day"]):
        db.table("sitting").create_index(columns)


def _patients(db: Database) -> None:
    db.table("patient").drop()
    db.table("patient").create(
        {
            "patient": str,
            "name": str,
            "born": str,
            "record_number": str,
            "language": str,
            "interpreter": str,
            "phone": str,
            "may_phone": int,
            "may_message": int,
            "notes": str,
            "folded": str,
            "merged_into": str,
            "died_ms": int,
            "death_confirmed_ms": int,
            "at_ms": int,
        },
        pk="patient",
    )
    db.table("patient").create_index(["record_number"], unique=True)
    db.table("patient").create_index(["folded"])
    db.table("patient").create_index(["born"])
    db.table("patient").create_index(["merged_into"])


def by_name(db: Database) -> None:
    """Who stands for themselves, by name, with all that a search looks at.

    It takes the place of two narrower ones: who leads to whom is its first column.
    """
    for name in ("folded", "merged_into"):
        db.execute(f"DROP INDEX idx_patient_{name}")
    db.table("patient").create_index(
        ["merged_into", "folded", "born", "patient", "record_number"], index_name="patient_by_name"
    )


def _visits(db: Database) -> None:
    db.table("visit").create(
        {
            "visit": str,
            "patient": str,
            "subject": str,
            "day": str,
            "time": str,
            "is_pivotal": int,
            "state": str,
            "reason": str,
            "review": str,
            "note": str,
            "source": str,
            "by": str,
            "at_ms": int,
        },
        pk="visit",
    )
    db.table("visit").create_index(["day"])
    db.table("visit").create_index(["patient"])
    db.table("admitted").create(
        {
            "sitting": str,
            "patient": str,
            "ticket": str,
            "visit": str,
            "by": str,
            "member": str,
            "at_ms": int,
        },
        pk="sitting",
    )
    db.table("admitted").create_index(["patient"])


def _followups(db: Database) -> None:
    db.table("event").create(
        {
            "writer": str,
            "number": int,
            "subject": str,
            "at_ms": int,
            "kind": str,
            "is_own": int,
            "content": str,
        },
        pk=("writer", "number"),
    )
    db.table("event").create_index(["subject"])
    db.table("followup").create(
        {
            "person": str,
            "nth": int,
            "is_open": int,
            "band": str,
            "urgency": int,
            "since_ms": int,
            "changed_ms": int,
            "stage": str,
            "attempts": int,
            "asks_letter": int,
            "may_contact": int,
            "needs": str,
            "unanswered": str,
            "owner": str,
            "owner_name": str,
            "offered_to": str,
            "offered_name": str,
            "action": str,
            "next_day": str,
            "acted_ms": int,
            "closed_ms": int,
            "reason": str,
        },
        pk=("person", "nth"),
    )
    db.table("followup").create_index(["is_open", "urgency", "since_ms", "person"])
    db.table("followup_flag").create(
        {
            "person": str,
            "nth": int,
            "sitting": str,
            "rule": str,
            "band": str,
            "need": str,
            "because": str,
            "raised_ms": int,
            "outcome": str,
            "reason": str,
            "outcome_by": str,
            "outcome_ms": int,
        },
        pk=("person", "nth", "sitting", "rule"),
    )
    db.table("followup_flag").create_index(["sitting"])


def _paper(db: Database) -> None:
    db.table("print").create(
        {
            "job": str,
            "subject": str,
            "sitting": str,
            "copy": str,
            "receipt": int,
            "printer": str,
            "request": str,
            "state": str,
            "why": str,
            "by": str,
            "queued_ms": int,
            "at_ms": int,
            "tries": int,
        },
        pk="job",
    )
    db.table("print").create_index(["state"])
    db.table("print").create_index(["sitting"])
    db.table("form").create(
        {
            "form": str,
            "code": str,
            "subject": str,
            "is_blank": int,
            "ticket": str,
            "day": str,
            "writer": str,
            "number": int,
            "by": str,
            "at_ms": int,
            "sitting": str,
            "returned_subject": str,
            "returned_by": str,
            "returned_ms": int,
            "kept_subject": str,
            "kept_of": str,
            "kept_writer": str,
            "kept_number": int,
            "kept_by": str,
            "kept_ms": int,
        },
        pk="form",
    )
    for columns in (["code"], ["subject"], ["sitting"]):
        db.table("form").create_index(columns)
