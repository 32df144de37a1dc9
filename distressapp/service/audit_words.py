"""What an entry of the journal says, in plain words: never an answer, never free text."""

from collections.abc import Mapping
from typing import Final

from distressapp.core.record import Payload
from distressapp.text import _

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "looked": ("record.",),
    "printed": ("page.", "print.", "form."),
    "given_out": ("patient.exported", "audit.exported"),
    "sittings": ("sitting.",),
    "calls": ("now.",),
    "follow_up": ("case.",),
    "patients": (
        *("patient.registered", "patient.changed", "patient.merged", "patient.unmerged"),
        *("patient.died", "patient.death_confirmed", "patient.death_reversed", "patient.erased"),
        *("visit.", "list."),
    ),
    "staff": ("staff.", "recovery."),
    "settings": ("settings.",),
    "safety": ("backup.", "vault.", "clinic.", "damage.", "gap.", "kiosk.", "program."),
}
"""What can be filtered by: kinds, or beginnings of kinds."""

_SHOWN: Final = (
    *("what", "copy", "how", "role", "state", "step", "action", "stage", "day", "printer"),
    *("reason", "name", "file", "count", "places", "entries", "ticket"),
    *("from", "to"),
)
"""Keys of a payload that tell what was done and nothing that a patient answered."""

_ANSWERS: Final = ("sitting.stopped", "sitting.answers")
_NAMES_A_PATIENT: Final = ("patient.", "sitting.", "case.", "visit.", "now.", "form.", "print.")
"""In entries of these kinds a name, a reason or a free word may be about a patient."""


def group_words() -> dict[str, str]:
    """Each group as staff read it."""
    return {
        "looked": _("Records looked at"),
        "printed": _("Pages and forms printed"),
        "given_out": _("Records and lists given out"),
        "sittings": _("Sittings"),
        "calls": _("Calls for help"),
        "follow_up": _("Follow-up"),
        "patients": _("Patients and visits"),
        "staff": _("Staff and sign-ins"),
        "settings": _("Settings"),
        "safety": _("Backups and safety"),
    }


def kind_words(kind: str) -> str:
    """What happened, in words; a kind that has none is named as it is written."""
    return _kinds().get(kind, kind)


def _kinds() -> dict[str, str]:
    return {**_of_patients(), **_of_the_clinic()}


def _of_patients() -> dict[str, str]:
    return {
        "record.viewed": _("Record looked at"),
        "page.made": _("Page made"),
        "page.sent": _("Page without a name printed by the kiosk"),
        "patient.exported": _("Record of a patient given out"),
        "patient.registered": _("Patient registered"),
        "patient.changed": _("Patient's details changed"),
        "patient.merged": _("Two patients merged"),
        "patient.unmerged": _("Merge undone"),
        "patient.died": _("Death noted"),
        "patient.death_confirmed": _("Death confirmed"),
        "patient.death_reversed": _("Death taken back"),
        "patient.erased": _("Patient erased"),
        "sitting.stopped": _("Sitting ended"),
        "sitting.confirmed": _("Sitting matched to a patient"),
        "sitting.admitted": _("Patient admitted"),
        "sitting.moved": _("Sitting moved to its rightful patient"),
        "sitting.read": _("Free text read"),
        "sitting.recorded": _("In the hospital record"),
        "visit.planned": _("Visit planned"),
        "visit.changed": _("Visit changed"),
        "visit.marked": _("Visit marked"),
        "list.imported": _("Day's list imported"),
        "list.columns": _("Columns of the day's list set"),
        "now.asked": _("Asked to speak to someone now"),
        "now.sounding": _("Staff called"),
        "now.withdrawn": _("Call taken back"),
        "now.acknowledged": _("Call acknowledged"),
        "now.with_patient": _("Somebody with the patient"),
        "now.left": _("Patient left: urgent plan started"),
        "print.queued": _("Page queued"),
        "print.sent": _("Page sent to the printer"),
        "print.failed": _("Page not printed"),
        "print.cancelled": _("Printing cancelled"),
        "print.done": _("Page printed"),
        "form.printed": _("Paper form printed"),
        "form.kept": _("Paper form keyed half-way"),
        "form.returned": _("Paper form keyed in"),
    }


def _of_the_clinic() -> dict[str, str]:
    return {
        "audit.exported": _("Audit given out"),
        "staff.added": _("Member of staff added"),
        "staff.role_changed": _("Role changed"),
        "staff.passphrase_changed": _("Passphrase changed"),
        "staff.left": _("Member of staff left"),
        "staff.signed_in": _("Signed in"),
        "recovery.made": _("Recovery code made"),
        "recovery.proven": _("Recovery code read back from paper"),
        "settings.changed": _("Settings changed"),
        "settings.put_back": _("Settings put back"),
        "backup.made": _("Backup made"),
        "backup.gone": _("Old backups deleted"),
        "vault.rotated": _("Vault given a new key"),
        "vault.restored": _("Backup restored"),
        "clinic.rotated": _("Clinic given a new pair of keys"),
        "clinic.published": _("Clinic's public key written again"),
        "clinic.found_exchanged": _("Clinic's public key found exchanged"),
        "damage.found": _("Damage found"),
        "damage.compared": _("Damage compared with backups"),
        "gap.accepted": _("Gap in the journal accepted"),
        "kiosk.closed": _("Kiosk closed by staff"),
        "program.update_begun": _("Update of the program begun"),
        "program.updated": _("Program updated"),
        "program.went_back": _("Program put back to the version of before"),
    }


def details(kind: str, payload: Payload) -> str:
    """The particulars that may be shown, `"what: clinician"`; empty where there are none.

    Nothing of an answer, of free text or of a patient's name is in it: who may audit may not
    for that reason read records.
    """
    if kind in _ANSWERS:
        return ""
    hidden = {"name", "reason", "file"} if kind.startswith(_NAMES_A_PATIENT) else set()
    found = [
        f"{key}: {value}"
        for key in _SHOWN
        if key not in hidden and isinstance(value := payload.get(key), str | int) and value != ""
    ]
    return ", ".join(found)
