"""What is written about one person from this screen; each says so and can be taken back."""

from collections.abc import Callable
from datetime import date

from distressapp.core.errors import ExpectedError
from distressapp.core.followup import EntryId, FlagId
from distressapp.core.followup_steps import Action, Step
from distressapp.core.instrument import Band
from distressapp.service import followup_owners, followups
from distressapp.service.followup_words import step_words
from distressapp.staff.desk import Desk
from distressapp.text import _


class Verbs:
    """The verbs of the ledger, for one person at one desk.

    Each writes, says so at the foot with an undo where that is safe, and lets screens look again;
    what cannot be done is said instead. True where it was written.
    """

    def __init__(self, desk: Desk, person: str) -> None:
        self._desk = desk
        self._person = person

    def note(
        self,
        step: Step,
        *,
        day: date | None = None,
        reason: str = "",
        words: str = "",
        flags: tuple[FlagId, ...] = (),
    ) -> bool:
        """An attempt or an outcome."""
        return self._write(
            lambda: followups.note(
                self._desk.house,
                self._desk.session,
                self._person,
                step,
                day=day,
                reason=reason,
                words=words,
                flags=flags,
            ),
            _("Noted: {step}.").format(step=step_words(step)),
        )

    def plan(self, action: Action, day: date) -> bool:
        """What is next, and when."""
        return self._write(
            lambda: followups.plan_next(
                self._desk.house, self._desk.session, self._person, action=action, day=day
            ),
            _("Planned."),
        )

    def take(self) -> bool:
        """Have the case from here on."""
        return self._write(
            lambda: followup_owners.assign(
                self._desk.house,
                self._desk.session,
                self._person,
                to=self._desk.session.member.id,
            ),
            _("The case is yours."),
        )

    def offer(self, member: str) -> bool:
        """Offer it to a colleague."""
        return self._write(
            lambda: followup_owners.assign(
                self._desk.house, self._desk.session, self._person, to=member
            ),
            _("Offered. It stays where it is until they accept it."),
        )

    def accept(self) -> bool:
        """Take what was offered."""
        return self._write(
            lambda: followup_owners.accept(self._desk.house, self._desk.session, self._person),
            _("The case is yours."),
        )

    def refuse(self) -> bool:
        """Not take what was offered."""
        return self._write(
            lambda: followup_owners.refuse(self._desk.house, self._desk.session, self._person),
            _("Not accepted: the case stays where it was."),
        )

    def observe(self, words: str, band: Band) -> bool:
        """A concern of one's own; a flag cannot be taken back."""
        return self._write(
            lambda: followups.observe(
                self._desk.house, self._desk.session, patient=self._person, words=words, band=band
            ),
            _("The concern is a flag now."),
            undo=None,
        )

    def correct(self, entry: EntryId, words: str) -> bool:
        """An entry was a mistake."""
        return self._write(
            lambda: followups.correct(
                self._desk.house, self._desk.session, self._person, entry, words=words
            ),
            _("That entry does not count any more."),
        )

    def report_death(self, words: str) -> bool:
        """Everything stops."""
        return self._write(
            lambda: followups.report_death(
                self._desk.house, self._desk.session, self._person, words=words
            ),
            _("Everything has stopped. Somebody else confirms it."),
            undo=lambda _entry: self.reverse_death(_("Undone right away")),
        )

    def confirm_death(self) -> bool:
        """As the second person."""
        return self._write(
            lambda: followups.confirm_death(self._desk.house, self._desk.session, self._person),
            _("Confirmed. One task is left: the family."),
            undo=None,
        )

    def reverse_death(self, words: str) -> bool:
        """The patient lives."""
        return self._write(
            lambda: followups.reverse_death(
                self._desk.house, self._desk.session, self._person, words=words
            ),
            _("Everything that was owed is owed again."),
            undo=None,
        )

    def _take_back(self, entry: EntryId) -> None:
        self.correct(entry, _("Undone right away"))

    def _write(
        self,
        act: Callable[[], EntryId],
        words: str,
        *,
        undo: Callable[[EntryId], object] | bool | None = True,
    ) -> bool:
        desk = self._desk
        try:
            entry = act()
        except ExpectedError as error:
            desk.complain(error)
            return False
        back = self._take_back if undo is True else undo
        desk.say(words, undo=None if not callable(back) else lambda: _done(back(entry)))
        desk.told()
        return True


def _done(_what: object) -> None:
    """An undo gives nothing back."""
