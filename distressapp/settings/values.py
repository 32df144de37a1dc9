"""The settings of one clinic as a value; every default is this project's judgement.

None of the defaults has a published source. Set-up shows them, and the clinic's own clinicians
confirm those that matter clinically (`Confirmed`: who, when).
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, date, datetime, time, tzinfo
from fractions import Fraction
from zoneinfo import ZoneInfo

from distressapp.core.frozen import frozen
from distressapp.core.sitting import Use


@frozen
class Confirmed:
    """The cut-off profile, and the clinician who confirmed it.

    Attributes:
        by, on: None until somebody has.
    """

    profile: str = "classic"
    by: str | None = None
    on: date | None = None


@frozen
class Printer:
    """Where pages go.

    Attributes:
        name: As the print system calls it.
        is_staff_only: Tested to stand where only staff can reach it.
    """

    name: str
    is_staff_only: bool = False


@frozen
class SlipPrinter:
    """Where slips go that do not go where the pages go.

    Attributes:
        name: As the print system calls it.
        paper: `"receipt"` (a roll of 80 mm), `"a4"` or `"letter"`.
        is_staff_only: Tested to stand where only staff can reach it.
    """

    name: str
    paper: str = "receipt"
    is_staff_only: bool = False


@frozen
class Screen:
    """The kiosk's screen.

    Attributes:
        diagonal_in: Measured by hand where the screen lies about itself; else None.
        theme: `"light"`, `"dark"` or `"contrast"`.
        text_percent: 100, 125, 150 or 200; a patient may choose another.
        has_transitions: The question slides; off for those who ask for less motion.
        has_steppers: "A little less" and "a little more" beside the rating; they bias it,
            so they are off unless a clinic needs them, and their use is recorded.
        has_icons: An icon beside the word of each concern, where it needs no further page.
        voice_output: Where reading aloud is heard, as the sound server calls it; empty for any
            headphones that are plugged in. Without them the patient is asked first.
    """

    diagonal_in: Fraction | None = None
    theme: str = "light"
    text_percent: int = 100
    has_transitions: bool = True
    has_steppers: bool = False
    has_icons: bool = True
    voice_output: str = ""


@frozen
class Hours:
    """When somebody can come, on one weekday; local times."""

    opens: time
    closes: time


@frozen
class LocalNumber:
    """Whom a patient can ring when the clinic is closed."""

    label: str
    number: str


@frozen
class Now:
    """The channel of "I need to speak to someone now".

    Attributes:
        responder, backup: Who comes, and who comes when nobody did in 3 minutes.
        tested_by, tested_at: Who confirmed that the call was heard, and when (UTC).
        hours: By weekday, `"monday"`; a day that is absent is closed.
        closed_days: Holidays.
        absence_cover: Who answers when responder and backup are away.
    """

    responder: str = ""
    backup: str = ""
    tested_by: str | None = None
    tested_at: datetime | None = None
    hours: Mapping[str, Hours] = field(default_factory=dict)
    closed_days: tuple[date, ...] = ()
    absence_cover: str = ""
    local_numbers: tuple[LocalNumber, ...] = ()


USES = ("clinical", "research", "training")
"""What an owner may allow."""


@frozen
class Permission:
    """That the owner of an instrument allows its wording here.

    Attributes:
        holder: Whom the owner gave it to.
        reference: Its number or date.
        since, until: The first and the last day; None where it has no beginning or no end.
        uses: What it is for, some of `USES`. An older record that names none was made for
            clinical use, as all were.
    """

    instrument: str
    holder: str
    reference: str
    since: date | None = None
    until: date | None = None
    uses: tuple[str, ...] = ("clinical",)

    def holds_on(self, day: date) -> bool:
        """Whether that day lies between its first and its last."""
        return (self.since is None or self.since <= day) and not self.has_ended_by(day)

    def has_ended_by(self, day: date) -> bool:
        """Whether its last day lies before that day."""
        return self.until is not None and self.until < day

    def covers(self, use: Use) -> bool:
        """Whether the owner's words may be shown in a folder of that use.

        A clinic needs leave for clinical use. In a rehearsal nobody is screened and nothing is
        found out: leave for training is enough, and so is that for clinical use.
        """
        wanted = {"clinical"} if use is Use.CLINICAL else {"clinical", "training"}
        return not wanted.isdisjoint(self.uses)


@frozen
class Backup:
    """Copies of the data folder.

    Attributes:
        place: A second place for every backup, an absolute path: a stick or a share. Empty
            where there is none.
        keep_days: How long a backup is kept, 7 to 400 days; the newest three always are.
            Answers of an erased patient live on in older backups until then.
    """

    place: str = ""
    keep_days: int = 35


@frozen
class Retention:
    """How long answers are kept.

    Attributes:
        years: Whole years after a patient's last sitting, 1 to 150; None keeps them. The clinic's
            own figure: law and contract say it, this program does not know it. Nothing is erased
            by itself.
    """

    years: int | None = None


@frozen
class FollowUp:
    """Whom we owe: who looks after it, and how soon.

    The days are a local setting: no standard was published for the time to a first contact. The
    defaults are this project's judgement.

    Attributes:
        owner: Who has a case that nobody accepted; empty for the responder of Now.
        cover, manager: Who else is told of what is overdue by one working day.
        soon_days, need_days, talk_days: Working days until the first contact, 0 to 60; 0 is the
            same day.
        explain_days: Days after which an open flag asks for an action or an explanation, 1 to 365.
    """

    owner: str = ""
    cover: str = ""
    manager: str = ""
    soon_days: int = 2
    need_days: int = 5
    talk_days: int = 0
    explain_days: int = 30


@frozen
class Settings:
    """One clinic's settings.

    Attributes:
        use: From set-up and for ever.
        languages: BCP 47 tags a patient may choose from, the first one shown first.
        instruments: Ids in the order they are asked.
        missing: Instrument id to the missing-answer rule; absent is strict.
        paper: `"a4"` or `"letter"`.
        slips: Where slips come out; None where they come out as the pages do.
        is_printed_at_end: Print by itself at the end; only to a staff-only printer.
        is_slip_when_called: A slip with the ticket word when a patient is called away; as above.
        idle_s: Without a touch, until the gentle question.
        blank_s: After the gentle question, until the screen blanks and the sitting stops.
        cleaning_s: Contact time of the wipe between two patients.
        consent: Language to the clinic's own text in place of ours.
        timezone: IANA name.
        record_number: A regular expression a record number must match; empty allows any.
        packs: Installed wording, name to SHA-256.
        take_home: What a patient may take home on request: `"nothing"`, `"answers"` (their own,
            without scores), or `"scores"` (the same, and scores after a conversation).
    """

    clinic: str
    use: Use
    languages: tuple[str, ...] = ("en",)
    instruments: tuple[str, ...] = ("dt", "hads", "pss10")
    profile: Confirmed = field(default_factory=Confirmed)
    missing: Mapping[str, str] = field(default_factory=dict)
    paper: str = "a4"
    printer: Printer | None = None
    slips: SlipPrinter | None = None
    is_printed_at_end: bool = False
    is_slip_when_called: bool = False
    screen: Screen = field(default_factory=Screen)
    idle_s: int = 90
    blank_s: int = 30
    cleaning_s: int = 60
    now: Now = field(default_factory=Now)
    consent: Mapping[str, str] = field(default_factory=dict)
    timezone: str = "UTC"
    record_number: str = ""
    packs: Mapping[str, str] = field(default_factory=dict)
    permissions: tuple[Permission, ...] = ()
    backup: Backup = field(default_factory=Backup)
    retention: Retention = field(default_factory=Retention)
    followup: FollowUp = field(default_factory=FollowUp)
    take_home: str = "answers"

    @property
    def zone(self) -> tzinfo:
        """The clinic's time zone."""
        return UTC if self.timezone == "UTC" else ZoneInfo(self.timezone)

    @property
    def is_rehearsal(self) -> bool:
        """Nothing in the folder is about a real patient."""
        return self.use is Use.REHEARSAL

    def is_working_day(self, day: date) -> bool:
        """Whether the clinic opens on that day at all."""
        return WEEKDAYS[day.weekday()] in self.now.hours and day not in self.now.closed_days

    def is_open(self, at: datetime) -> bool:
        """Whether somebody can come at that time.

        Args:
            at: Aware.

        A rehearsal without hours is always open, so that the button can be tried.
        """
        local = at.astimezone(self.zone)
        if self.is_rehearsal and not self.now.hours:
            return True
        hours = self.now.hours.get(WEEKDAYS[local.weekday()])
        if hours is None or local.date() in self.now.closed_days:
            return False
        return hours.opens <= local.time() < hours.closes


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
