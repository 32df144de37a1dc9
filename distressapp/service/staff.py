"""Members of staff: added, given another role or passphrase, and let go. Each is an entry.

A wrap that is to change is written beside the old one first, then the entry is committed, then the
new one takes the old one's place: after a crash, the vault says which of the two is meant.

Who may do it, and to whom, is read in the same transaction that writes the entry: two people who
do something to each other at once are one after the other.
"""

from collections.abc import Callable, Mapping
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.journal import Json
from distressapp.core.roles import Act, Role
from distressapp.core.stores import StoreError, WrongPassphraseError
from distressapp.keys.clinic import CannotOpenError
from distressapp.keys.passphrase import check_passphrase
from distressapp.keys.staff import Wrap, new_wrap, private_half
from distressapp.keys.wrap import MODERATE, Cost
from distressapp.log import Event, note
from distressapp.service import keyfiles
from distressapp.service.access import Session, check_may, spelt_name
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.posting import News
from distressapp.service.rotation import make_due, rotated, settle_wraps
from distressapp.text import _
from distressapp.vault import members
from distressapp.vault.members import Member

LONGEST_NAME: Final = 80


class StaffError(ExpectedError):
    """Nothing was changed about anybody."""


def add(  # noqa: PLR0913  (what a member is made of, by name)
    house: House,
    session: Session,
    *,
    name: str,
    role: Role,
    passphrase: str,
    cost: Cost = MODERATE,
) -> Member:
    """Let somebody sign in from now on.

    Raises:
        NotAllowedError: Only an administrator does that.
        StaffError: Nobody is named, or somebody of that name is there.
        WeakPassphraseError: The passphrase is too easy to guess.
    """
    plain = check_name(name)
    check_passphrase(passphrase, clinic=house.settings.clinic)
    wrap = new_wrap(
        member=house.new_id(), name=plain, passphrase=passphrase, keys=[session.key], cost=cost
    )
    public = wrap.public.public.hex()
    payload = {"name": plain, "role": role.value, "public": public, "by": session.member.id}
    news = News(kind="staff.added", subject=wrap.member, payload=payload)

    def check() -> None:
        check_may(session, Act.STAFF)
        if spelt_name(plain) in {spelt_name(each.name) for each in _present(session)}:
            raise StaffError(
                _("Somebody of that name is a member already"),
                advice=_("Add something that tells the two apart."),
            )

    _exchange(house, session, wrap, news, check)
    return _present_member(session, wrap.member)


def check_name(name: str) -> str:
    """The name of a member, its blanks put right.

    Raises:
        StaffError: It is empty, longer than 80 characters, or not only letters that can be seen.
    """
    plain = " ".join(name.split())
    if not plain or not plain.isprintable() or len(plain) > LONGEST_NAME:
        raise StaffError(_("That is not a name"), advice=_("Give the name staff know them by."))
    return plain


def change_role(house: House, session: Session, member_id: str, role: Role) -> None:
    """Give somebody another role; also with the recovery key.

    Raises:
        NotAllowedError: Only an administrator does that.
        StaffError: There is no such member, or it is the last administrator.
    """
    payload: Mapping[str, Json] = {"role": role.value, "by": session.member.id}
    with keyfiles.vault_lock(house.folder), session.vault.commit():
        check_may(session, Act.STAFF)
        who = _present_member(session, member_id)
        if role is not Role.ADMINISTRATOR:
            _check_not_last(session, who)
        news = News(kind="staff.role_changed", subject=who.id, payload=payload)
        append(house, session.vault, news)


def change_passphrase(
    house: House, session: Session, *, old: str, new: str, cost: Cost = MODERATE
) -> None:
    """Exchange one's own passphrase; one's pair of keys is a new one, too.

    Raises:
        WrongPassphraseError: The old one is not right.
        WeakPassphraseError: The new one is too easy to guess.
        StaffError: Whoever is signed in with the recovery key has none.
    """
    who = _present_member(session, session.member.id)
    if not _opens(house, who, old):
        raise WrongPassphraseError(
            _("The old passphrase is another one"),
            advice=_("Type it again; capital letters and blanks count."),
        )
    _give_passphrase(house, session, who, new, how="own", cost=cost)


def reset_passphrase(
    house: House, session: Session, member_id: str, new: str, *, cost: Cost = MODERATE
) -> None:
    """Give somebody who forgot theirs a new passphrase; also with the recovery key.

    Raises:
        NotAllowedError: Only another administrator does that.
        StaffError: There is no such member, or it is oneself.
        WeakPassphraseError: The new one is too easy to guess.
    """
    check_may(session, Act.STAFF)
    who = _present_member(session, member_id)
    if who.id == session.member.id:
        raise StaffError(
            _("Your own passphrase is not reset"),
            advice=_("Change it; the old one is asked for."),
        )
    _give_passphrase(house, session, who, new, how="reset", cost=cost)


def leave(house: House, session: Session, member_id: str) -> Session:
    """Let somebody go: nothing of theirs opens the vault once this returns.

    The vault gets a new key and the clinic a new pair. Where that cannot be done now
    (`rotation.is_due`), the next sign-in does it.

    Returns:
        The session to go on with; the one that was given is closed where it is another.

    Raises:
        NotAllowedError: Only another administrator does that.
        StaffError: There is no such member, it is oneself, or the last administrator.
        StoreError: A file cannot be written; nobody has left, or their wrap still lies there
            and opens nothing.
    """
    by = session.member.id
    with keyfiles.vault_lock(house.folder):
        with session.vault.commit():
            who = _leaver(session, member_id)
            news = News(kind="staff.left", subject=who.id, payload={"by": by})
            append(house, session.vault, news)
            make_due(session.vault, by=by)
        keyfiles.drop_file(house.folder.next_wrap(who.id))
        keyfiles.drop_file(house.folder.wrap(who.id))
        vault, key = rotated(house, session.vault, session.key)
    return Session(vault=vault, member=session.member, key=key)


def _leaver(session: Session, member_id: str) -> Member:
    check_may(session, Act.STAFF)
    who = _present_member(session, member_id)
    if who.id == session.member.id:
        raise StaffError(
            _("Nobody lets themselves go"), advice=_("Ask another administrator to do it.")
        )
    _check_not_last(session, who)
    return who


def _give_passphrase(  # noqa: PLR0913  (as said by the verbs)
    house: House, session: Session, who: Member, new: str, *, how: str, cost: Cost
) -> None:
    check_passphrase(new, clinic=house.settings.clinic)
    wrap = new_wrap(member=who.id, name=who.name, passphrase=new, keys=[session.key], cost=cost)
    payload = {"public": wrap.public.public.hex(), "how": how, "by": session.member.id}
    news = News(kind="staff.passphrase_changed", subject=who.id, payload=payload)

    def check() -> None:
        if how == "reset":
            check_may(session, Act.STAFF)
        if _present_member(session, who.id) != who:
            raise StaffError(
                _("Somebody changed the same member just now"),
                advice=_("Look at the list of members, and start again."),
            )

    _exchange(house, session, wrap, news, check)


def _exchange(
    house: House, session: Session, wrap: Wrap, news: News, check: Callable[[], None]
) -> None:
    """Put a wrap in place with its entry: whatever happens, both or neither count.

    Args:
        check: Raises where it may not be done, by what the vault says then.
    """
    with keyfiles.vault_lock(house.folder):
        with session.vault.commit():
            check()
            keyfiles.write_wrap(house.folder.next_wrap(wrap.member), wrap)
            append(house, session.vault, news)
        try:
            settle_wraps(house.folder, session.vault, session.key)
        except StoreError as error:
            # The vault has it, and what waits beside opens: the next sign-in puts it in place.
            note(Event.NOT_ROTATED, error=error)


def _opens(house: House, who: Member, passphrase: str) -> bool:
    for found in keyfiles.wraps(house.folder):
        if found.wrap.member == who.id and found.wrap.public.public == who.public:
            try:
                private_half(found.wrap, passphrase)
            except CannotOpenError:
                return False
            return True
    return False


def _present(session: Session) -> tuple[Member, ...]:
    return tuple(each for each in members.members(session.vault) if not each.has_left)


def _present_member(session: Session, member_id: str) -> Member:
    found = next((each for each in _present(session) if each.id == member_id), None)
    if found is None:
        raise StaffError(
            _("There is no such member of staff"),
            advice=_("`distressapp members list` shows who there is."),
        )
    return found


def _check_not_last(session: Session, who: Member) -> None:
    others = [
        each for each in _present(session) if each.role is Role.ADMINISTRATOR and each.id != who.id
    ]
    if who.role is Role.ADMINISTRATOR and not others:
        raise StaffError(
            _("This is the last administrator"),
            advice=_("Make somebody else an administrator first."),
        )
