"""What a restore or a mended vault leaves to be said."""

from collections.abc import Callable

from distressapp.service.restoring import Finished, Mended
from distressapp.service.staging import Restored
from distressapp.text import _

Say = Callable[[str], object]


def say_mended(mended: Mended, say: Say) -> None:
    """That the vault was damaged, and all that came of it."""
    say(
        _(
            "The vault was damaged. It was replaced from {backup}; the damaged one lies in "
            "quarantine. Tell whoever looks after this computer.\n"
        ).format(backup=mended.backup.name)
    )
    say_missing(mended.restored, say)
    if mended.finished is not None:
        say_finished(mended.finished, say)
    say_present(mended.restored, say)


def say_missing(restored: Restored, say: Say) -> None:
    """Entries that are known to be lost."""
    for each in restored.missing:
        say(
            _("Missing since: writer {writer}, numbers {first} to {last}\n").format(
                writer=each.writer[:8], first=each.first, last=each.last
            )
        )


def say_finished(finished: Finished, say: Say) -> None:
    """What had been erased, came back, and was erased again."""
    erased = finished.erased
    if erased.entries:
        say(
            _("{count} entries that had been erased came back, and were erased again.\n").format(
                count=erased.entries
            )
        )
    for place in erased.unreached:
        say(_("{place} could not be told what was erased.\n").format(place=place))


def say_present(restored: Restored, say: Say) -> None:
    """Who may sign in: somebody who left after the backup may be among them again."""
    say(
        _(
            "Members of staff now: {names}. If one of them has left since the backup, let them go "
            "again with `distressapp members leave`.\n"
        ).format(names=", ".join(restored.present))
    )
