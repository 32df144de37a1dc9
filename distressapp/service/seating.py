"""What goes through the keeper when staff hand over: a plan and two identifiers, never a name.

The staff's room asks, the keeper passes it on, the kiosk answers with a word of a fixed list: no
sentence of the patient's side ever stands on the staff's screen.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import Json, canonical, parsed
from distressapp.core.record import Payload, plan_from, plan_payload
from distressapp.core.sitting import Plan
from distressapp.service.relayed import BUSY
from distressapp.text import _

_NOT_AS_SAID: Final = (ExpectedError, LookupError, TypeError, ValueError, AttributeError)


class Why(StrEnum):
    """Why the kiosk takes nobody; the last four are the keeper's own words."""

    SITTING = "sitting"
    UNCLOSED = "unclosed"
    CALL = "call"
    CLEANING = "cleaning"
    TRIAL = "trial"
    TICKET = "ticket"
    ELSEWHERE = "elsewhere"
    NOT_READY = "not_ready"
    SETTINGS = "settings"
    NOTHING = "nothing"
    DISK = "disk"
    NONE = "none"
    AWAY = "away"
    DIED = "died"
    SILENT = "silent"


class NotSeatedError(ExpectedError):
    """The patient does not sit at the kiosk; nothing is lost.

    Attributes:
        why: Why not.
    """

    def __init__(self, why: Why) -> None:
        message, advice = _words()[why]
        super().__init__(message, advice=advice)
        self.why = why


class NotAHandoverError(ExpectedError):
    """What came is no hand-over."""


@frozen(repr=False)
class Seat:
    """Who is to sit down.

    Attributes:
        plan: What is asked; None where a sitting goes on that the kiosk still holds.
        born: The second identifier.
        settings: Hash of the settings that the plan was made with; a kiosk with others takes up
            the new ones first.
        until_ns: Monotonic; later it counts no more.
        state: The sitting as staff have it, for one that goes on and that the kiosk forgot.
        language: BCP 47 tag of the patient's own, where the clinic has it; they may choose
            another. Empty where nobody knows.
    """

    record_number: str
    born: date
    settings: str
    until_ns: int
    plan: Plan | None = None
    state: Mapping[str, Json] | None = None
    language: str = ""

    def to_bytes(self) -> bytes:
        """As it goes through the sockets."""
        plan: Json = None if self.plan is None else plan_payload(self.plan)
        return canonical(
            {
                "record_number": self.record_number,
                "born": self.born.isoformat(),
                "settings": self.settings,
                "until_ns": self.until_ns,
                "plan": plan,
                "state": None if self.state is None else dict(self.state),
                "language": self.language,
            }
        )


def seat_from(content: bytes) -> Seat:
    """What `Seat.to_bytes` wrote.

    Raises:
        NotAHandoverError: It is something else.
    """
    try:
        found: Payload = parsed(content)
        plan, state = found["plan"], found["state"]
        return Seat(
            record_number=found["record_number"],
            born=date.fromisoformat(found["born"]),
            settings=found["settings"],
            until_ns=int(found["until_ns"]),
            plan=None if plan is None else plan_from(plan),
            state=None if state is None else dict(state),
            language=str(found.get("language", "")),
        )
    except _NOT_AS_SAID as error:
        raise NotAHandoverError(
            _("The hand-over did not arrive whole"), advice=_("Hand over once more.")
        ) from error


def why_from(verb: str, body: bytes) -> Why:
    """The reason behind an answer that is not yes; a word that is on no list is silence."""
    try:
        return Why(body.decode("ascii") if verb == BUSY else verb)
    except ValueError:
        return Why.SILENT


def _words() -> Mapping[Why, tuple[str, str]]:
    """What happened, and what to do, for each reason."""
    return {
        Why.SITTING: (
            _("Another patient is sitting at the kiosk"),
            _("Wait until they are done, or ask them to tap “They're calling me”."),
        ),
        Why.UNCLOSED: (
            _("The kiosk could not store the last patient's answers yet, and holds them"),
            _("Leave it on and make room on its disk; it tries again by itself."),
        ),
        Why.CALL: (
            _("A patient called for help at the kiosk"),
            _("Answer the call first."),
        ),
        Why.CLEANING: (
            _("The tablet was not cleaned after the last patient"),
            _("Clean it, confirm it on its screen, then hand over."),
        ),
        Why.TRIAL: (
            _("The call for help is just being tested at the kiosk"),
            _("Finish the test, then hand over."),
        ),
        Why.TICKET: (
            _("Somebody is just being admitted at the kiosk itself"),
            _("Go on there, or tap Back there and hand over here."),
        ),
        Why.ELSEWHERE: (
            _("Something else is on the kiosk's screen"),
            _("Look at the kiosk, and take it back to its first page."),
        ),
        Why.NOT_READY: (
            _("This kiosk is not ready for patients"),
            _("Its first page says what is missing."),
        ),
        Why.SETTINGS: (
            _("The kiosk is just taking up the new settings"),
            _("Wait a few seconds, then hand over again."),
        ),
        Why.NOTHING: (
            _("No sitting of today waits under these two identifiers"),
            _("Start a new sitting."),
        ),
        Why.DISK: (
            _("The kiosk cannot store answers just now"),
            _("Make room on its disk, then hand over again. A paper form works meanwhile."),
        ),
        Why.NONE: (
            _("No kiosk runs beside this window"),
            _("Close it, and start `distressapp kiosk --staff`; or use a paper form."),
        ),
        Why.AWAY: (
            _("The kiosk is just starting again"),
            _("Wait a few seconds, then hand over again."),
        ),
        Why.DIED: (
            _("The kiosk stopped while it was taking the patient, and starts again"),
            _("Look at it: if it shows no question in a few seconds, hand over again."),
        ),
        Why.SILENT: (
            _("The kiosk did not answer"),
            _("Look at it: if it shows the first question, the patient can begin."),
        ),
    }
