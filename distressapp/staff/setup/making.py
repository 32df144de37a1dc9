"""The first administrator and their passphrase: with these the clinic is made."""

from distressapp.core.errors import ExpectedError
from distressapp.core.sitting import Use
from distressapp.service.settings_words import choice_words
from distressapp.service.staff import check_name
from distressapp.staff.forms.secret import Secret
from distressapp.staff.setup.course import Course
from distressapp.staff.setup.page import SetupPage
from distressapp.staff.widgets.fields import TextField, Tick
from distressapp.staff.widgets.pieces import Card, Words
from distressapp.text import _
from distressapp.ui.look import Look


class MakingPage(SetupPage):
    """Who is the first administrator; Next makes the clinic."""

    def build(self) -> None:
        """Name and passphrase; once it is made, that it is."""
        settings, look = self.course.settings, self.look
        if self.course.session is not None:
            said = _("The clinic is made. {name} is signed in as an administrator.")
            name = self.course.session.member.name
            self.add(Words(said.format(name=name), look, self))
            return
        card = Card(look, self)
        use = _("{clinic}: {use}, for ever.")
        card.add(
            Words(
                use.format(clinic=settings.clinic, use=choice_words(settings.use.value)),
                look,
                card,
                is_strong=True,
            )
        )
        if settings.use is Use.REHEARSAL:
            card.add(Words(_("Nothing in it may be about a real patient."), look, card))
        card.add(
            Words(
                _(
                    "The answers are locked with this passphrase and with the recovery code of "
                    "the next step. If all passphrases and the code are lost, nobody can open the "
                    "answers: there is no other way in."
                ),
                look,
                card,
            )
        )
        self.name = TextField(
            _("Your name"), look, self, value=self.course.draft.administrator, most=80
        )
        self.secret = Secret(self.look, self, _("Your passphrase"))
        self.add(card, self.name, self.secret.first, self.secret.second)
        self.filled = Tick(
            _("Fill it with {count} invented patients and a year behind them").format(
                count=self.course.given.patients
            ),
            look,
            self,
            hint=_(
                "To learn the lists with. It takes a minute, and can only be done now; invented "
                "colleagues sign in with your passphrase."
            ),
        )
        self.filled.setVisible(settings.use is Use.REHEARSAL)
        self.add(self.filled)

    def take(self) -> bool:
        """Make the clinic, once."""
        if self.course.is_open:
            return True
        try:
            name = check_name(self.name.text())
        except ExpectedError as error:
            self.name.complain(str(error))
            return False
        passphrase = self.secret.text(clinic=self.course.settings.clinic)
        if passphrase is None:
            return False
        try:
            self.course.keep_step("recovery", administrator=name)
        except ExpectedError as error:
            self.complain(error)
            return False
        patients = self.course.given.patients if self.filled.is_on else 0
        self.course.make(name, passphrase, self._end, patients=patients)
        return False

    def _end(self, error: ExpectedError | None) -> None:
        if error is not None:
            self.complain(error)
        else:
            self.done.emit(None)


class ReturnPage(SetupPage):
    """A clinic that is made, and a set-up that is not finished: whoever made it signs in."""

    def __init__(self, course: Course, look: Look) -> None:
        super().__init__(course, look)

    def build(self) -> None:
        """Name and passphrase."""
        look = self.look
        self.name = TextField(
            _("Your name"), look, self, value=self.course.draft.administrator, most=80
        )
        self.passphrase = TextField(_("Your passphrase"), look, self, most=200, is_secret=True)
        self.add(
            Words(_("Sign in as an administrator to go on where it was left."), look, self),
            self.name,
            self.passphrase,
        )

    def take(self) -> bool:
        """Sign in; the next step is shown once that is done."""
        if self.course.is_open:
            return True
        self.course.sign_in(self.passphrase.line.text(), self._end, name=self.name.text())
        return False

    def _end(self, error: ExpectedError | None) -> None:
        if error is not None:
            self.passphrase.complain(str(error))
        else:
            self.done.emit(None)
