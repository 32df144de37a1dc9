"""A new passphrase, typed twice; never shown, never kept."""

from PySide6.QtWidgets import QWidget

from distressapp.core.roles import Role
from distressapp.keys.passphrase import SHORTEST, WORDS, WeakPassphraseError, check_passphrase
from distressapp.staff.widgets.fields import TextField
from distressapp.text import _
from distressapp.ui.look import Look

_MOST = 200


class Secret:
    """Two fields of dots; their owner puts them in place."""

    def __init__(self, look: Look, parent: QWidget, label: str) -> None:
        self.first = TextField(
            label,
            look,
            parent,
            most=_MOST,
            is_secret=True,
            hint=_(
                "At least {words} different words, or {letters} characters. Nobody can look it up."
            ).format(words=WORDS, letters=SHORTEST),
        )
        self.second = TextField(_("The same again"), look, parent, most=_MOST, is_secret=True)

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


def role_words(role: Role) -> str:
    """A role as staff read it."""
    return {
        Role.NURSE: _("Nurse"),
        Role.SOCIAL_WORKER: _("Social worker"),
        Role.MANAGER: _("Manager"),
        Role.ADMINISTRATOR: _("Administrator"),
    }[role]
