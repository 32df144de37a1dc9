"""The course of a set-up: what was said so far, and the clinic once it is made.

Before the clinic is made, what is typed stands in a draft without any secret. Afterwards there is
a vault, somebody is signed in, and each change is an entry of the journal like any other.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal, Slot

from distressapp import bootstrap
from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.instrument import Instrument
from distressapp.instruments import find_wordings, load_all
from distressapp.keys.wrap import MODERATE, Cost
from distressapp.paths import Folder
from distressapp.service import setup_draft
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.publishing import change_settings
from distressapp.service.recovery_code import check_same, offered, prove, renew
from distressapp.service.rehearsal.year import PATIENTS, Filled
from distressapp.settings import Settings
from distressapp.staff.forms.recovery import Sheets
from distressapp.staff.setup.opening import Opened, Place, Wanted, make_new, opened
from distressapp.text import _
from distressapp.ui.background import Background, Done
from distressapp.ui.guard import guarded

Then = Callable[[ExpectedError | None], None]


@frozen
class From:
    """What a course is handed from outside.

    Attributes:
        cost: Of one guess at a passphrase.
        patients: Invented ones that a rehearsal is offered.
    """

    folder: Folder
    clock: Callable[[], datetime] = bootstrap.now
    new_id: Callable[[], str] = bootstrap.new_id
    cost: Cost = MODERATE
    patients: int = PATIENTS


class Course(QObject):
    """One set-up.

    Signals:
        changed: Something was kept; pages look again.
        working: What is being done in the background, in words; empty once it ended.
    """

    changed = Signal(object)
    working = Signal(object)
    _filled = Signal(object)

    def __init__(self, given: From, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.given = given
        self.folder = given.folder
        self.background = Background(self)
        self.draft = setup_draft.load(given.folder) or setup_draft.Draft()
        self.instruments: Mapping[str, Instrument] = load_all()
        self.house: House | None = None
        self.session: Session | None = None
        self.code = ""
        self.printed: list[str] = []
        """What the print system calls the sheets with the code."""
        self._is_offered = False
        self._worker = Background(self)
        self._worker.finished.connect(self._end)
        self._filled.connect(self._tell_filled, Qt.ConnectionType.QueuedConnection)
        self._stopped = Event()
        self._is_filling = False
        self._late: list[Opened] = []
        """What the background has opened, and nobody has taken over yet."""
        self._then: Then | None = None

    @property
    def is_made(self) -> bool:
        """There is a clinic in the folder."""
        return self.folder.settings.is_file()

    @property
    def is_open(self) -> bool:
        """Somebody is signed in."""
        return self.session is not None

    @property
    def settings(self) -> Settings:
        """As far as they were said."""
        return self.draft.settings if self.house is None else self.house.settings

    @property
    def today(self) -> date:
        """The day on the clinic's clock."""
        return self.given.clock().astimezone(self.settings.zone).date()

    def languages(self) -> tuple[str, ...]:
        """In which there are words of the rating and the list of concerns."""
        first = next(iter(self.instruments.values()))
        return tuple(each.language for each in find_wordings(first))

    def keep(self, settings: Settings) -> None:
        """Keep what was said.

        Raises:
            ExpectedError: It cannot be used, or not be written.
        """
        if self.house is not None and self.session is not None:
            if settings != self.house.settings:
                change_settings(self.house, settings, session=self.session, reason=_("Set-up"))
        else:
            draft = replace(self.draft, settings=settings, is_use_chosen=True)
            setup_draft.save(self.folder, draft)
            self.draft = draft
        self.changed.emit(None)

    def keep_step(self, step: str, *, administrator: str | None = None) -> None:
        """Remember where to go on, and who will be the first administrator.

        Raises:
            StoreError: It cannot be written.
        """
        name = self.draft.administrator if administrator is None else administrator
        draft = replace(self.draft, step=step, administrator=name)
        if draft != self.draft and (self.draft.is_use_chosen or self.is_made):
            setup_draft.save(self.folder, draft)
        self.draft = draft

    def make(self, name: str, passphrase: str, then: Then, *, patients: int = 0) -> None:
        """Make the clinic and sign in its first administrator, in the background.

        Args:
            then: Hears why it failed; None if it did not.
            patients: Invented ones; only in a rehearsal.
        """
        place, settings = self._place, self.draft.settings
        wanted = Wanted(settings=settings, name=name, passphrase=passphrase, patients=patients)

        def act() -> None:
            if not self.is_made:
                self.code = make_new(place, wanted, self._filled.emit, self._stopped.is_set)
            self._late.append(opened(place, name, passphrase))

        self._stopped.clear()
        self._is_filling = bool(patients)
        self.work(_("The clinic is being made. This takes some seconds."), act, then)

    def sign_in(self, passphrase: str, then: Then, *, name: str = "") -> None:
        """Go on with a clinic that is made, in the background.

        Args:
            then: Hears why the passphrase does not open it; None if it does.
        """
        place = self._place

        def act() -> None:
            self._late.append(opened(place, name, passphrase))

        self.work(_("The clinic is being opened."), act, then)

    def work(self, words: str, act: Callable[[], object], then: Then) -> None:
        """Do something that takes seconds, away from the window; nothing else meanwhile.

        Args:
            words: What is done, for whoever waits.
            act: Touches no widget.
            then: Hears why it failed, or None; never once the course is closed.
        """
        if self.is_busy:
            return
        self._then = then
        self.working.emit(words)
        self._worker.run(act)

    @property
    def is_busy(self) -> bool:
        """Something is being done."""
        return self._then is not None

    @property
    def can_stop(self) -> bool:
        """The invented year can be stopped: the clinic is made, and holds less."""
        return self.is_busy and self._is_filling

    def stop(self) -> None:
        """Play no further week of the invented year."""
        self._stopped.set()

    @Slot(object)
    @guarded
    def _tell_filled(self, filled: object) -> None:
        if isinstance(filled, Filled) and self.is_busy:
            words = _("The invented patients' year is being played: week {done} of {of}.")
            self.working.emit(words.format(done=filled.done, of=filled.of))

    @Slot(object)
    @guarded
    def _end(self, done: object) -> None:
        then, self._then = self._then, None
        self._is_filling = False
        self._take_late()
        self.working.emit("")
        error = done.error if isinstance(done, Done) else None
        if error is not None and not isinstance(error, ExpectedError):
            raise error
        if then is not None:
            then(error)

    def _take_late(self) -> None:
        while self._late:
            found = self._late.pop()
            self.house, self.session = found.house, found.session
            self.changed.emit(None)

    @property
    def _place(self) -> Place:
        given = self.given
        return Place(folder=self.folder, clock=given.clock, new_id=given.new_id, cost=given.cost)

    @property
    def sheets(self) -> Sheets:
        """Where a sheet with the recovery code goes."""
        return Sheets(settings=self.settings, background=self.background, requests=self.printed)

    def offer_code(self) -> str:
        """The recovery code to be put on paper; a new one where the first is not known any more.

        Raises:
            ExpectedError: Somebody else must be signed in.
        """
        if not self.code and self.session is not None:
            self.code = offered(self.session)
            self._is_offered = True
        return self.code

    def prove_code(self, typed: str) -> None:
        """The code came back from its paper.

        Raises:
            ExpectedError: It is mistyped, or cannot be written.
        """
        house, session = self.opened
        if self._is_offered:
            check_same(self.code, typed)
            renew(house, session, self.code, is_proven=True)
        else:
            prove(house, session, typed)
        self.forget_code()
        self.changed.emit(None)

    def forget_code(self) -> None:
        """Let go of the code, here and at the print system."""
        self.code, self._is_offered = "", False
        self.sheets.purge()

    @property
    def opened(self) -> tuple[House, Session]:
        """The clinic and who is signed in.

        Raises:
            ExpectedError: It is not made yet.
        """
        if self.house is None or self.session is None:
            raise ExpectedError(
                _("The clinic is not made yet"), advice=_("Go through the steps before this one.")
            )
        return self.house, self.session

    def finish(self) -> None:
        """The set-up is done: the draft goes.

        Raises:
            StoreError: It cannot be written.
        """
        setup_draft.drop(self.folder)
        self.close()

    def close(self) -> None:
        """Shut the vault, and let go of the code."""
        self.stop()
        self._worker.wait()
        self._take_late()
        self._then = None
        self.background.wait()
        self.forget_code()
        self.background.wait()
        if self.session is not None:
            self.session.close()
            self.session = None
        if self.house is not None:
            self.house.close()
            self.house = None
