"""The first administrator and their passphrase: with these the clinic is made."""

from distressapp.core.errors import ExpectedError
from distressapp.core.sitting import Use
from distressapp.keys.passphrase import SHORTEST, WORDS, WeakPassphraseError, check_passphrase
from distressapp.service.settings_words import choice_words
from distressapp.service.staff import check_name
from distressapp.staff.setup.course import Course
from distressapp.staff.setup.page import SetupPage
from distressapp.staff.widgets.fields import TextField
from distressapp.staff.widgets.pieces import Card, Words
from distressapp.text import _
from distressapp.ui.look import Look


class Secret:
    """A new passphrase, typed twice; never shown, never kept."""

    def __init__(self, page: SetupPage, label: str) -> None:
        look = page.look
        self.first = TextField(
            label,
            look,
            page,
            most=200,
            is_secret=True,
            hint=_(
                "At least {words} different words, or {letters} characters. Nobody can look it up."
            ).format(words=WORDS, letters=SHORTEST),
        )
        self.second = TextField(_("The same again"), look, page, most=200, is_secret=True)

    def text(self, *, clinic: str) -> str | None:
        """The passphrase; None where it is weak or the two differ, said in place."""
        # As typed: blanks at the ends count at the sign-in too.
        typed = self.first.line.text()
        self.first.complain("")
        self.second.complain("")
        try:
            check_passphrase(typed, clinic=clinic)
        except WeakPassphraseError as error:
            self.first.complain(str(error))
            return None
        if typed != self.second.line.text():
            self.second.complain(_("The two are not the same. Type it again."))
            return None
        return typed


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
        self.secret = Secret(self, _("Your passphrase"))
        self.add(card, self.name, self.secret.first, self.secret.second)

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
            self.course.make(name, passphrase)
        except ExpectedError as error:
            self.complain(error)
            return False
        return True


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
        """Sign in."""
        try:
            self.course.sign_in(self.passphrase.line.text(), name=self.name.text())
        except ExpectedError as error:
            self.passphrase.complain(str(error))
            return False
        return True
