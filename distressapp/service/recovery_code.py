"""The recovery code: proven by typing it back from the paper, or replaced by a new one."""

from distressapp.core.roles import Act
from distressapp.core.stores import StoreError
from distressapp.keys.clinic import PrivateKey
from distressapp.keys.recovery import (
    NotARecoveryCodeError,
    new_code,
    new_recovery_wrap,
    pair_of,
)
from distressapp.keys.staff import opened_keys
from distressapp.log import Event, note
from distressapp.service import keyfiles
from distressapp.service.access import Session, check_may
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.posting import News
from distressapp.service.rotation import make_due, settle_wraps
from distressapp.text import _
from distressapp.vault import members


def prove(house: House, session: Session, typed: str) -> None:
    """Show that the print can be read, and opens the vault: the code, typed back from the paper.

    Raises:
        NotAllowedError: Only an administrator does that.
        NotARecoveryCodeError: It is mistyped, or the code of another vault or an earlier day.
        StoreError: The file that it opens cannot be written or read; nothing is proven.
    """
    check_may(session, Act.RECOVERY)
    pair = pair_of(typed)
    if pair.public.public != members.recovery_public(session.vault):
        raise NotARecoveryCodeError(
            _("That is not the recovery code of this vault"),
            advice=_("Look for the newest print, or make a new code."),
        )
    with keyfiles.vault_lock(house.folder):
        settle_wraps(house.folder, session.vault, session.key)
        if session.key not in _opened(house, pair):
            raise StoreError(
                _("The code is right, but {name} does not open with it").format(
                    name=house.folder.recovery_wrap.name
                ),
                advice=_("Make a new code with `distressapp recovery new`."),
            )
        _write(house, session, News(kind="recovery.proven", payload={"by": session.member.id}))


def renew(house: House, session: Session) -> str:
    """Make a new recovery code; the one before it opens nothing here from now on.

    Whoever finds the old paper and an old copy of the folder would have the vault's key: so the
    next who signs in gives the vault another.

    Returns:
        The code: to be printed, proven, and kept nowhere else.

    Raises:
        NotAllowedError: Only an administrator does that.
    """
    check_may(session, Act.RECOVERY)
    code = new_code()
    public = pair_of(code).public
    payload = {"public": public.public.hex(), "by": session.member.id}
    with keyfiles.vault_lock(house.folder):
        wrap = new_recovery_wrap(public, [session.key])
        keyfiles.write_wrap(house.folder.next_wrap("recovery"), wrap)
        _write(house, session, News(kind="recovery.made", payload=payload), is_due=True)
    return code


def _opened(house: House, pair: PrivateKey) -> tuple[bytes, ...]:
    """What the code opens in the file as it stands on the disk."""
    found = [wrap for _path, wrap in keyfiles.recovery_wraps(house.folder)]
    return tuple(key for wrap in found for key in opened_keys(wrap.vault, pair))


def _write(house: House, session: Session, news: News, *, is_due: bool = False) -> None:
    with session.vault.commit():
        append(house, session.vault, news)
        if is_due:
            make_due(session.vault, by=session.member.id)
    try:
        settle_wraps(house.folder, session.vault, session.key)
    except StoreError as error:
        # The vault has it: the next sign-in brings the file up to it.
        note(Event.NOT_ROTATED, error=error)
