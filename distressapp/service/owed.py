"""Whom we owe: every open case with its owner, its next action and its date."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Final

from distressapp.core.followup import Mourning
from distressapp.core.followup_due import Asks, Calendar, Targets, due, is_explanation_due
from distressapp.core.followup_steps import Action, Step
from distressapp.core.frozen import frozen
from distressapp.core.instrument import Band
from distressapp.core.names import namesakes
from distressapp.core.roles import Act
from distressapp.service.access import Session, check_may, spelt_name
from distressapp.service.house import House
from distressapp.settings import Settings
from distressapp.vault import members, owing
from distressapp.vault.owing import Named, Row
from distressapp.vault.uncollected import uncollected

_FRIDAY: Final = 4
_QUARTER_MS: Final = 15 * 60 * 1000
"""No time zone begins its day within one."""


@frozen
class Owed:
    """One line of the list.

    Attributes:
        person: A patient's random id; or a sitting's or a call's that nobody matched.
        band: None for what is owed after a death; then `mourning` says what.
        since: The clinic's day of the oldest open flag.
        waiting: Working days since then, 0 or more.
        target: Working days until a first contact in this band; 0 is the same day.
        owner: Id of the member who accepted it; empty where nobody did.
        owner_name: Theirs, or the clinic's default; empty where there is none either.
        action, due: What is next, and when.
        overdue: Working days past that, 0 or more.
        told: Who else is told because it is overdue: the cover and the manager.
        asks: What the ledger asks for.
        has_namesake: Somebody else on the whole list has a like name.
    """

    person: str
    named: Named
    band: Band | None
    mourning: Mourning
    since: date
    waiting: int
    target: int
    stage: Step | None
    attempts: int
    needs: tuple[str, ...]
    may_contact: bool
    owner: str
    owner_name: str
    offered_to: str
    offered_name: str
    action: Action
    due: date
    overdue: int
    told: tuple[str, ...]
    asks: tuple[Asks, ...]
    has_namesake: bool = False

    @property
    def is_overdue(self) -> bool:
        """One working day or more."""
        return self.overdue > 0

    @property
    def with_whom(self) -> tuple[str, ...]:
        """Everybody on whose list it stands: the owner, and who is told; `""` for nobody."""
        return tuple(dict.fromkeys((self.owner_name, *self.told)))


@frozen
class Figures:
    """What the list adds up to.

    Attributes:
        bands: Open cases by band; every band is there.
        needs: Open cases by kind of need.
        owners: Open cases by whose list they stand on, by name; "" for nobody.
        overdue: Cases that are overdue by a working day or more.
        mourning: What is owed after a death.
    """

    bands: Mapping[Band, int]
    needs: Mapping[str, int]
    owners: Mapping[str, int]
    overdue: int
    mourning: int


def owed(  # noqa: PLR0913  (the ways to look at one list, by name)
    house: House,
    session: Session,
    *,
    band: Band | None = None,
    owner: str | None = None,
    need: str = "",
    is_overdue_only: bool = False,
) -> tuple[Owed, ...]:
    """Whom we owe: Now, Soon, Need, Talk, the oldest first; what is owed after a death is last.

    Args:
        owner: Only what stands on that person's list, by name; `""` for what nobody has. What is
            overdue stands on the cover's and the manager's too.
        need: Only cases in which that kind of need is open; see `core.followup.need_of`.

    Raises:
        NotAllowedError: The role does not look at lists.
        StoreError: The vault cannot be read.
    """
    check_may(session, Act.VIEW)
    look = _Look(house, gone=_names_that_left(session))
    with uncollected():
        rows = owing.open_rows(session.vault)
        alike = namesakes({row.person: row.named.name for row in rows if row.named.name})
        found = (look.line(row, has_namesake=row.person in alike) for row in rows)
        return tuple(
            each
            for each in found
            if (band is None or each.band is band)
            and (owner is None or owner in each.with_whom)
            and (not need or need in each.needs)
            and (each.is_overdue or not is_overdue_only)
        )


def figures(lines: Iterable[Owed]) -> Figures:
    """What these lines add up to."""
    lines = tuple(lines)
    bands = Counter(each.band for each in lines if each.band is not None)
    return Figures(
        bands={band: bands[band] for band in Band},
        needs=Counter(need for each in lines for need in each.needs),
        owners=Counter(name for each in lines if each.band is not None for name in each.with_whom),
        overdue=sum(each.is_overdue for each in lines),
        mourning=sum(each.band is None for each in lines),
    )


def _names_that_left(session: Session) -> frozenset[str]:
    """Names that only those bear who are no members any more."""
    found = members.members(session.vault)
    here = {spelt_name(each.name) for each in found if not each.has_left}
    return frozenset(spelt_name(each.name) for each in found) - here


def targets_of(settings: Settings) -> Targets:
    """The clinic's own days."""
    followup = settings.followup
    return Targets(
        soon=followup.soon_days,
        need=followup.need_days,
        talk=followup.talk_days,
        explain=followup.explain_days,
    )


def calendar_of(settings: Settings) -> Calendar:
    """The clinic's working days; Monday to Friday where no hours are set."""
    if settings.now.hours:
        return Calendar(is_working=settings.is_working_day)
    closed = frozenset(settings.now.closed_days)
    return Calendar(is_working=lambda day: day.weekday() <= _FRIDAY and day not in closed)


@frozen
class _Days:
    """What follows from the days since which a case's flags wait, and from what was planned.

    Attributes:
        since, waiting, due, overdue: As `Owed` has them.
        first: When a first contact is due; None where every flag was answered.
        is_planned: There is a day on which something is owed.
    """

    since: date
    waiting: int
    first: date | None
    is_planned: bool
    due: date
    overdue: int


class _Look:
    """One look at the list: today, the calendar and the settings, asked once."""

    def __init__(self, house: House, *, gone: frozenset[str] = frozenset()) -> None:
        self._gone = gone
        self._zone = house.settings.zone
        self._today = house.today()
        self._days: dict[int, date] = {}
        self._known: dict[tuple[object, ...], _Days] = {}
        self._followup = house.settings.followup
        wanted = (self._followup.owner, house.settings.now.responder)
        self._default = next(self._who_are_here(wanted), "")
        self._targets = targets_of(house.settings)
        self._calendar = calendar_of(house.settings)
        told = (self._followup.cover, self._followup.manager)
        self._told = tuple(dict.fromkeys(self._who_are_here(told)))

    def line(self, row: Row, *, has_namesake: bool = False) -> Owed:
        days = self._days_of(row)
        return Owed(
            person=row.person,
            named=row.named,
            band=row.band,
            mourning=row.mourning,
            since=days.since,
            waiting=days.waiting,
            target=0 if row.band is None else self._targets.of(row.band),
            stage=row.stage,
            attempts=row.attempts,
            needs=row.needs,
            may_contact=row.may_contact,
            owner="" if row.has_owner_left else row.owner,
            owner_name=self._owner_name(row),
            offered_to=row.offered_to,
            offered_name=row.offered_name,
            action=self._action(row, days.first),
            due=days.due,
            overdue=days.overdue,
            told=self._told if days.overdue > 0 else (),
            asks=self._asks(row, days),
            has_namesake=has_namesake,
        )

    def _days_of(self, row: Row) -> _Days:
        """When it is owed; the same days follow for everybody whose flags wait since the same."""
        since = self._day(row.since_ms)
        unanswered = {band: self._day(ms) for band, ms in row.unanswered.items()}
        asked = (since, row.next_day, row.mourning, *unanswered.items())
        found = self._known.get(asked)
        if found is None:
            found = self._known[asked] = self._worked_out(row, since, unanswered)
        return found

    def _worked_out(self, row: Row, since: date, unanswered: Mapping[Band, date]) -> _Days:
        first = due(unanswered, None, targets=self._targets, calendar=self._calendar)
        if any(each > self._today for each in unanswered.values()):
            # A clock was ahead: nobody knows how long they have been waiting.
            first = min(first or self._today, self._today)
        days = [each for each in (first, row.next_day) if each is not None]
        day = min(days, default=self._today)
        if row.mourning is not Mourning.NONE:
            day = self._calendar.later(since, 1)
        return _Days(
            since=since,
            waiting=self._calendar.between(since, self._today),
            first=first,
            is_planned=bool(days),
            due=day,
            overdue=self._calendar.between(self._calendar.later(day, 0), self._today),
        )

    def _owner_name(self, row: Row) -> str:
        is_there = bool(row.owner_name) and not row.has_owner_left
        return row.owner_name if is_there else self._default

    def _who_are_here(self, names: Iterable[str]) -> Iterator[str]:
        return (each for each in names if each and spelt_name(each) not in self._gone)

    @staticmethod
    def _action(row: Row, first: date | None) -> Action:
        """What was planned, unless a first contact is due before it."""
        is_before = first is not None and (row.next_day is None or first < row.next_day)
        if row.action is not None and not is_before:
            return row.action
        return Action.FIRST_CONTACT if row.unanswered else Action.DECIDE

    def _asks(self, row: Row, days: _Days) -> tuple[Asks, ...]:
        if row.mourning is not Mourning.NONE:
            return ()
        found = [Asks.LETTER] if row.asks_letter else []
        acted = None if row.acted_ms is None else self._day(row.acted_ms)
        if acted is not None and acted > self._today:
            acted = None  # a clock was ahead: that must not silence the ledger until then
        after = self._targets.explain
        if is_explanation_due(since=days.since, acted=acted, today=self._today, after=after):
            found.append(Asks.EXPLAIN)
        if not days.is_planned:
            found.append(Asks.PLAN)
        if not self._owner_name(row):
            found.append(Asks.OWNER)
        return tuple(found)

    def _day(self, at_ms: int) -> date:
        quarter = at_ms // _QUARTER_MS
        found = self._days.get(quarter)
        if found is None:
            at = datetime.fromtimestamp(quarter * _QUARTER_MS // 1000, UTC)
            found = self._days[quarter] = at.astimezone(self._zone).date()
        return found
