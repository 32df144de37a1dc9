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
    with keyfiles.vault_lock(house.folder):
        # Inside: nobody makes another code between this look and the entry.
        if pair.public.public != members.recovery_public(session.vault):
            raise NotARecoveryCodeError(
                _("That is not the recovery code of this vault"),
                advice=_("Look for the newest print, or make a new code."),
            )
        settle_wraps(house.folder, session.vault, session.key)
        if session.key not in _opened(house, pair):
            raise _does_not_open(house)
        _write(house, session, News(kind="recovery.proven", payload={"by": session.member.id}))


def offered(session: Session) -> str:
    """A new recovery code, which counts for nothing before `renew`: to be given out first.

    Raises:
        NotAllowedError: Only an administrator makes one.
    """
    check_may(session, Act.RECOVERY)
    return new_code()


def check_same(offered_code: str, typed: str) -> None:
    """Nothing where the code that was offered came back from its paper.

    Raises:
        NotARecoveryCodeError: It is mistyped, or another one.
    """
    if pair_of(typed).public != pair_of(offered_code).public:
        raise NotARecoveryCodeError(
            _("That is another recovery code"),
            advice=_("Type the one that was just shown, from its paper."),
        )


def renew(house: House, session: Session, code: str, *, is_proven: bool) -> None:
    """Let a code that was offered count; the one before it opens nothing here from now on.

    Whoever finds the old paper and an old copy of the folder would have the vault's key: so the
    next who signs in gives the vault another.

    Args:
        is_proven: It was typed back from its paper; that is committed together with it.

    Raises:
        NotAllowedError: Only an administrator does that.
        StoreError: Its file cannot be written and read; the code before it counts.
    """
    check_may(session, Act.RECOVERY)
    pair, by = pair_of(code), session.member.id
    news = [News(kind="recovery.made", payload={"public": pair.public.public.hex(), "by": by})]
    if is_proven:
        news.append(News(kind="recovery.proven", payload={"by": by}))
    with keyfiles.vault_lock(house.folder):
        wrap = new_recovery_wrap(pair.public, [session.key])
        keyfiles.write_wrap(house.folder.next_wrap("recovery"), wrap)
        if session.key not in _opened(house, pair):
            raise _does_not_open(house)
        _write(house, session, *news, is_due=True)


def _opened(house: House, pair: PrivateKey) -> tuple[bytes, ...]:
    """What the code opens in the file as it stands on the disk."""
    found = [wrap for _path, wrap in keyfiles.recovery_wraps(house.folder)]
    return tuple(key for wrap in found for key in opened_keys(wrap.vault, pair))


def _does_not_open(house: House) -> StoreError:
    return StoreError(
        _("The code is right, but {name} does not open with it").format(
            name=house.folder.recovery_wrap.name
        ),
        advice=_("Make a new code with `distressapp recovery new`."),
    )


def _write(house: House, session: Session, *news: News, is_due: bool = False) -> None:
    with session.vault.commit():
        check_may(session, Act.RECOVERY)
        for each in news:
            append(house, session.vault, each)
        if is_due:
            make_due(session.vault, by=session.member.id)
    try:
        settle_wraps(house.folder, session.vault, session.key)
    except StoreError as error:
        # The vault has it: the next sign-in brings the file up to it.
        note(Event.NOT_ROTATED, error=error)
