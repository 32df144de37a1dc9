"""Everything the vault has about one patient, as one JSON file and a table of the answers."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from distressapp.core.answers import Answer, Chosen, Picked, Written
from distressapp.core.cells import cell
from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import Json, Linked, parsed
from distressapp.core.record import flag_payload
from distressapp.core.roles import Act
from distressapp.paths import is_folder
from distressapp.service import choosing
from distressapp.service.access import Session, check_may
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.posting import News
from distressapp.service.takein import take_in
from distressapp.settings.file import write_whole
from distressapp.text import _
from distressapp.vault import lists
from distressapp.vault.lists import Stopped
from distressapp.vault.vault import Vault

SCHEMA: Final = 1
EXPORTED: Final = "patient.exported"
COLUMNS: Final = (
    *("sitting", "ticket", "day", "question", "answer", "place", "value", "language"),
)
"""Of the table. `place` is the option as displayed, counted from 0; `value` its points."""

_GROUPS: Final = {
    "sitting": "stops",
    "now": "calls",
    "page": "pages",
    "record": "views",
    "print": "prints",
    "sitting.read": "views",
    "sitting.admitted": "other",
    "sitting.recorded": "other",
}
"""A kind or its first word to the list it is written in; the rest is written as `other`."""


@frozen
class Exported:
    """What was written.

    Attributes:
        record: The JSON file; nothing is left out of it.
        answers: The table.
        unmatched: Sittings under the same record number that nobody matched; not exported.
    """

    record: Path
    answers: Path
    unmatched: tuple[str, ...]


def export(house: House, session: Session, subject: str, *, into: Path) -> Exported:
    """Write everything about one patient, or about one sitting nobody matched.

    The files have no name and no record number in their own names. What they hold is no longer
    under the vault's key: whoever exports it looks after it.

    Args:
        subject: The patient's random id, or the sitting's; a matched sitting means its patient.
        into: A folder outside the clinic's own.

    Raises:
        NotAllowedError: The member's role does not export.
        ExpectedError: There is no such patient, or the folder cannot be used.
        StoreError: Not both could be written, and neither is left; export again.
    """
    check_may(session, Act.EXPORT)
    _check_folder(house, into)
    take_in(house, session.vault)
    chosen = choosing.of_subject(session.vault, subject)
    record = _json(_everything(house, session.vault, chosen))
    answers = _table(session.vault, chosen.sittings)
    with session.vault.commit():
        payload: Json = {"by": session.member.name, "member": session.member.id}
        news = News(kind=EXPORTED, subject=chosen.subject, payload=payload)
        append(house, session.vault, news)
    stem = f"patient-{chosen.subject[:8]}-{house.today().isoformat()}"
    found = Exported(
        record=into / f"{stem}.json",
        answers=into / f"{stem}-answers.csv",
        unmatched=chosen.unmatched if chosen.patient is not None else (),
    )
    try:
        write_whole(found.record, record)
        write_whole(found.answers, answers)
    except BaseException:
        found.record.unlink(missing_ok=True)
        raise
    return found


def _check_folder(house: House, into: Path) -> None:
    if not is_folder(into):
        raise ExpectedError(
            _("The folder to export into is not there"), advice=_("Make it first, or name another.")
        )
    if into.resolve().is_relative_to(house.folder.root.resolve()):
        raise ExpectedError(
            _("An export does not go into the clinic's own folder"),
            advice=_("Name a folder that only those who need the export can read."),
        )


def _everything(house: House, vault: Vault, chosen: choosing.Chosen) -> dict[str, Json]:
    patient = chosen.patient
    identity: Json = None
    if patient is not None:
        identity = {
            "id": patient.id,
            "name": patient.name,
            "born": patient.born.isoformat(),
            "record_number": patient.record_number,
        }
    ids = () if patient is None else (patient.id, *chosen.also)
    own = [each for patient_id in ids for each in lists.about(vault, patient_id)]
    return {
        "schema": SCHEMA,
        "clinic": house.settings.clinic,
        "program": house.program,
        "made": house.clock().isoformat(),
        "patient": identity,
        "about_the_patient": [_entry(each) for each in own],
        "sittings": [_sitting(vault, each) for each in chosen.sittings],
    }


def _sitting(vault: Vault, sitting: str) -> dict[str, Json]:
    found = lists.sitting(vault, sitting)
    groups: dict[str, list[Json]] = {name: [] for name in (*_GROUPS.values(), "other")}
    for each in lists.about(vault, sitting):
        groups[_group(each.entry.kind)].append(_entry(each))
    return {
        "sitting": sitting,
        "day": None if found is None else found.day.isoformat(),
        "ticket": None if found is None else found.record.sitting.plan.ticket,
        "flags": [flag_payload(each) for each in lists.flags_of(vault, sitting)],
        **groups,
    }


def _group(kind: str) -> str:
    whole = _GROUPS.get(kind)
    return _GROUPS.get(kind.partition(".")[0], "other") if whole is None else whole


def _entry(linked: Linked) -> dict[str, Json]:
    """An entry with its payload word for word."""
    entry = linked.entry
    at = datetime.fromtimestamp(entry.at_ms // 1000, UTC).replace(
        microsecond=entry.at_ms % 1000 * 1000
    )
    return {
        "writer": entry.writer,
        "number": entry.number,
        "at": at.isoformat(timespec="milliseconds"),
        "offset_min": entry.offset_min,
        "kind": entry.kind,
        "schema": entry.schema,
        "payload": parsed(entry.payload),
    }


def _json(found: dict[str, Json]) -> bytes:
    text = json.dumps(found, ensure_ascii=False, sort_keys=True, indent=1)
    # Half a character, as a keyboard may leave it, is written as JSON writes it: \ud83d.
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _table(vault: Vault, sittings: Iterable[str]) -> bytes:
    table = io.StringIO(newline="")
    writer = csv.writer(table, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for each in sittings:
        found = lists.sitting(vault, each)
        if found is not None:
            writer.writerows([cell(text) for text in row] for row in _rows(found))
    return table.getvalue().encode("utf-8", "backslashreplace")


def _rows(found: Stopped) -> Iterator[tuple[str, ...]]:
    sitting = found.record.sitting
    plan = sitting.plan
    for question, answer in sorted(sitting.answers.items()):
        yield (plan.sitting, plan.ticket, found.day.isoformat(), question, *_answer(answer))


def _answer(answer: Answer) -> tuple[str, str, str, str]:
    """The answer in words, its place, its points, and its language."""
    if isinstance(answer, Chosen):
        return "", str(answer.index), str(answer.value), ""
    if isinstance(answer, Picked):
        return " ".join(answer.ids), "", "", ""
    if isinstance(answer, Written):
        return answer.text, "", "", answer.language
    return "declined", "", "", ""
