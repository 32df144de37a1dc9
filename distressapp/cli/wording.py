"""`distressapp wording`: the words a clinic shows, what is wrong with a pack, installing one."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from distressapp.bootstrap import open_house
from distressapp.cli import add_data
from distressapp.cli.passphrase import add_passphrase
from distressapp.cli.session import signed_in
from distressapp.core.wording import Wording, WordingKind
from distressapp.instruments import load_all
from distressapp.instruments.tags import is_tag
from distressapp.instruments.template import as_table, as_toml
from distressapp.paths import data_folder
from distressapp.service.house import House
from distressapp.service.packs import PackError, beside, install, look_into
from distressapp.service.readiness import why_not_offered
from distressapp.settings import USES, Permission
from distressapp.text import _

_SHORT = 16
"""Hexadecimal figures of a hash that are shown; `instruments show` has all of a shipped one."""


def a_day(words: str) -> date:
    """A day like 2027-12-31, as an argument.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            _("{words} is not a day like 2027-12-31").format(words=words)
        ) from error


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which of the four."""
    acts = parser.add_subparsers(dest="act", metavar=_("ACT"), required=True)
    template = acts.add_parser("template", help=_("an empty pack to be filled in"))
    template.add_argument("instrument", metavar="ID", help=_("like hads"))
    template.add_argument("language", metavar="LANG", help=_("a tag like en, es, el, zh-Hans, ar"))
    template.add_argument("--csv", action="store_true", help=_("as a table for a spreadsheet"))
    template.add_argument(
        "--out", type=Path, metavar="FILE", help=_("write it there; without it, it is shown")
    )
    listing = acts.add_parser("list", help=_("the words and permissions of this clinic"))
    check = acts.add_parser("check", help=_("what is wrong with a pack; nothing is installed"))
    installing = acts.add_parser("install", help=_("install a pack with its owner's permission"))
    for each in (check, installing):
        each.add_argument(
            "path", metavar="PATH", type=Path, help=_("a folder, a zip, or hads.en.toml")
        )
    _add_permission(installing)
    add_passphrase(installing)
    for each in (template, listing, check, installing):
        add_data(each)


def _add_permission(installing: argparse.ArgumentParser) -> None:
    installing.add_argument(
        "--holder", required=True, metavar="NAME", help=_("whom the owner gave the permission to")
    )
    installing.add_argument(
        "--reference",
        required=True,
        metavar="TEXT",
        help=_("number or date of the permission"),
    )
    installing.add_argument(
        "--since",
        type=a_day,
        metavar="DAY",
        help=_("first day of the permission; without it, it holds already"),
    )
    installing.add_argument(
        "--use",
        action="append",
        choices=USES,
        metavar="USE",
        help=_("clinical, research or training; may be given again; without it, clinical"),
    )
    installing.add_argument(
        "--until",
        type=a_day,
        metavar="DAY",
        help=_("last day of the permission, like 2027-12-31; without it there is none"),
    )


def run(args: argparse.Namespace) -> int:
    """Do it."""
    if args.act == "template":
        _template(args)
    elif args.act == "check":
        for line in _checked(args.path):
            _say(line)
    elif args.act == "install":
        _install(args)
    else:
        house = open_house(data_folder(args.data), room=None)
        try:
            for line in _listed(house):
                _say(line)
        finally:
            house.close()
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _template(args: argparse.Namespace) -> None:
    instrument = load_all().get(args.instrument)
    if instrument is None or not is_tag(args.language):
        raise PackError(
            _("There is no {id} in {language}").format(id=args.instrument, language=args.language),
            advice=_("`distressapp instruments list` has the ids; a tag is like en or zh-Hans."),
        )
    found = (as_table if args.csv else as_toml)(instrument, args.language)
    if args.out is None:
        sys.stdout.write(found)
        return
    # With a mark, so that a spreadsheet program reads the letters as they are.
    content = found.encode("utf-8-sig" if args.csv else "utf-8")
    try:
        with args.out.open("xb") as file:
            file.write(content)
    except OSError as error:
        raise PackError(
            _("{file} cannot be written").format(file=args.out.name),
            advice=_("Choose a name that is not taken, in a folder that can be written."),
        ) from error
    said = _("{file} is written. Keep the name {name} when it is filled in.")
    suffix = "csv" if args.csv else "toml"
    name = f"{instrument.id}.{args.language}.{suffix}"
    _say(said.format(file=args.out.name, name=name))


def _checked(path: Path) -> Iterator[str]:
    instruments = load_all()
    pack = look_into(instruments, path)
    yield _("{file} can be installed: {what}").format(file=path, what=_named(pack.wording))
    yield _("written by {author}; owner: {owner}; source: {source}; {count} recordings").format(
        author=pack.author, owner=pack.owner, source=pack.source, count=len(pack.recordings)
    )
    for each in beside(pack, instruments[pack.wording.instrument]):
        scale = f" ({each.scale})" if each.scale else ""
        yield f"{each.number}. {each.item}{scale}: {each.text}"
        yield from (f"    {points}  {words}" for points, words in each.options)


def _named(found: Wording) -> str:
    return f"{found.instrument}.{found.language}, {found.stamp}, sha256 {found.sha256}"


def _install(args: argparse.Namespace) -> None:
    # Before anybody types a passphrase for it.
    instrument = look_into(load_all(), args.path).wording.instrument
    permission = Permission(
        instrument=instrument,
        holder=args.holder,
        reference=args.reference,
        since=args.since,
        until=args.until,
        uses=tuple(dict.fromkeys(args.use or USES[:1])),
    )
    with signed_in(args) as (house, session):
        found = install(house, session, args.path, permission)
    said = _("{what} is installed. The kiosk shows it from its next start on.")
    _say(said.format(what=_named(found)))


def _listed(house: House) -> Iterator[str]:
    settings = house.settings
    for each in settings.instruments:
        reason = why_not_offered(house, each)
        said = _("offered") if reason is None else _("not offered: {why}").format(why=reason)
        yield f"{each}: {said}"
        for language in settings.languages:
            yield f"  {language}: {_words(house.wording(each, language))}"
        for permission in settings.permissions:
            if permission.instrument == each:
                yield f"  {_permission(permission)}"


def _words(found: Wording | None) -> str:
    if found is None:
        return _("no words that may be shown here")
    kind = {
        WordingKind.OWN: _("our own wording"),
        WordingKind.PRACTICE: _("practice wording, for rehearsal only"),
        WordingKind.LICENSED: _("licensed wording"),
    }[found.kind]
    return f"{kind}, {found.version}, sha256 {found.sha256[:_SHORT]}"


def _permission(found: Permission) -> str:
    uses = ", ".join(found.uses)
    since = "" if found.since is None else _("since {day}, ").format(day=found.since.isoformat())
    return f"{_held(found)} ({since}{uses})"


def _held(found: Permission) -> str:
    if found.until is None:
        return _("permission {reference}, given to {holder}, without an end").format(
            reference=found.reference, holder=found.holder
        )
    return _("permission {reference}, given to {holder}, until {day}").format(
        reference=found.reference, holder=found.holder, day=found.until.isoformat()
    )
