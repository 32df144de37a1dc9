"""Set up a clinic from a TOML file and a passphrase; the file holds no secret."""

import argparse
import sys
import tomllib
from fractions import Fraction
from pathlib import Path

from distressapp.bootstrap import make_clinic, open_house, sign_in
from distressapp.cli.invented import add_invented, make_filled
from distressapp.cli.paper import add_recovery, check_outlet, is_read_back, write_code
from distressapp.cli.passphrase import add_passphrase, read_passphrase
from distressapp.cli.session import typed
from distressapp.core.errors import ExpectedError
from distressapp.core.sitting import Use
from distressapp.instruments import find_wordings, load_all
from distressapp.paths import data_folder
from distressapp.service.readiness import missing_for_clinic
from distressapp.service.recovery_code import prove
from distressapp.service.rehearsal.year import check_use
from distressapp.service.setup import ADMINISTRATOR
from distressapp.service.staff import check_name
from distressapp.settings import Settings, SettingsError, from_table
from distressapp.text import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What set-up is told."""
    parser.add_argument(
        "--file",
        type=Path,
        metavar="TOML",
        help=_(
            "the clinic's settings: at least clinic and use (rehearsal or clinical); without it "
            "the wizard is opened on the screen"
        ),
    )
    add_passphrase(parser)
    add_recovery(parser)
    add_invented(parser, default=0)


def run(args: argparse.Namespace) -> int:
    """Make the clinic, hand out its recovery code, and say what is still missing."""
    if args.file is None:
        return _run_wizard(data_folder(args.data))
    settings, administrator = read_set_up(args.file)
    check_use(settings, args.patients)
    check_outlet(args)
    folder = data_folder(args.data)
    name = _administrator(args.name or administrator, settings.use)
    passphrase = read_passphrase(args, new_for=name)
    code = _made(args, folder, settings, passphrase, name)
    say = sys.stdout.write
    say(_("{clinic} is set up in {folder}.\n").format(clinic=settings.clinic, folder=folder))
    say(
        _("It is a rehearsal, for ever: nothing in it may be about a real patient.\n")
        if settings.use is Use.REHEARSAL
        else _("It is for clinical use, for ever.\n")
    )
    say(
        _(
            "If every passphrase and the recovery code are lost, so are the answers: nobody can "
            "open them then.\n"
        )
    )
    _hand_over(args, folder, passphrase, code, name)
    for each in missing_for_clinic(settings):
        say(_("Not ready: {what}\n").format(what=each))
    return 0


def _made(
    args: argparse.Namespace, folder: Path, settings: Settings, passphrase: str, name: str
) -> str:
    if not args.patients:
        return make_clinic(folder, settings, passphrase, administrator=name)
    code = make_filled(
        folder,
        settings,
        passphrase,
        administrator=name,
        patients=args.patients,
        seed=args.seed,
    )
    sys.stdout.write(
        _("It holds {count} invented patients; invented colleagues have your passphrase.\n").format(
            count=args.patients
        )
    )
    return code


def _run_wizard(root: Path) -> int:
    """The wizard on the screen; exit status 1 where it was left to go on later.

    Raises:
        ExpectedError: There is no screen, or a clinic already.
    """
    # Imported late: a set-up from a file needs no Qt.
    from distressapp.desktop import has_screen  # noqa: PLC0415  (see above)
    from distressapp.staff.setup import front  # noqa: PLC0415  (see above)
    from distressapp.ui.application import application  # noqa: PLC0415  (see above)

    front.check_folder(root)
    if not has_screen():
        raise ExpectedError(
            _("There is no screen here to set a clinic up on"),
            advice=_("Start it in a desktop session, or use --file with a set-up file."),
        )
    is_finished = front.run(application(), root)
    sys.stdout.write(
        _("The set-up is finished.\n")
        if is_finished
        else _("The set-up was left. The same command goes on with it.\n")
    )
    return 0 if is_finished else 1


def _administrator(name: str, use: Use) -> str:
    """The first administrator's name; in clinical use somebody's own.

    Raises:
        ExpectedError: It is no name; or there is none, and no keyboard to ask at.
    """
    if not name.strip() and use is Use.REHEARSAL:
        return ADMINISTRATOR
    if not name.strip() and not sys.stdin.isatty():
        raise ExpectedError(
            _("It was not said who the first administrator is"),
            advice=_("Say who with --as NAME, or as administrator in the file."),
        )
    return check_name(name if name.strip() else typed(_("Name of the first administrator: ")))


def _hand_over(
    args: argparse.Namespace, folder: Path, passphrase: str, code: str, name: str
) -> None:
    house = open_house(folder, room=None)
    try:
        session = sign_in(house, passphrase, name=name)
        try:
            if args.recovery_fd is not None:
                _write_out(args.recovery_fd, code)
            elif is_read_back(code, lambda typed: prove(house, session, typed)):
                return
            sys.stdout.write(
                _("The recovery code counts once `distressapp recovery prove` has read it back.\n")
            )
        finally:
            session.close()
    finally:
        house.close()


def _write_out(number: int, code: str) -> None:
    try:
        write_code(number, code)
    except ExpectedError as error:
        raise ExpectedError(
            _("The clinic is set up, but nobody has its recovery code"),
            advice=_("`distressapp recovery new` makes another. {error}").format(error=error),
        ) from error
    sys.stdout.write(_("The recovery code was given out, and is not proven.\n"))


def read_set_up(path: Path) -> tuple[Settings, str]:
    """The settings of a set-up file, checked against the instruments that are installed.

    Returns:
        The settings, and the first administrator's name; empty where the file has none.

    Raises:
        ExpectedError: The file cannot be read, or something in it cannot be used.
    """
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ExpectedError(
            _("{file} cannot be read").format(file=path),
            advice=_("Check its name, and that it is a text file in UTF-8."),
        ) from error
    try:
        found = tomllib.loads(content, parse_float=Fraction)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            _("{file} is not TOML: {what}").format(file=path.name, what=error),
            advice=_("Correct that line."),
        ) from error
    administrator = found.pop("administrator", "")
    if not isinstance(administrator, str):
        raise SettingsError(
            _("In {file}, administrator is not a name").format(file=path.name),
            advice=_("Write it between quotes."),
        )
    settings = from_table(found, file=path.name)
    _check_known(settings, path.name)
    return settings, administrator


def _check_known(settings: Settings, file: str) -> None:
    instruments = load_all()
    for each in settings.instruments:
        if each not in instruments:
            raise _unknown(file, "instruments", each, list(instruments))
    worded = {each.language for each in find_wordings(instruments["dt"])}
    for each in settings.languages:
        if each not in worded:
            raise _unknown(file, "languages", each, sorted(worded))
    for each in settings.missing:
        rules = instruments[each].missing_rules if each in instruments else ()
        if settings.missing[each] not in rules:
            raise _unknown(file, f"missing.{each}", settings.missing[each], list(rules))
    profiles = {profile.id for each in instruments.values() for profile in each.profiles}
    if settings.profile.profile not in profiles:
        raise _unknown(file, "profile.profile", settings.profile.profile, sorted(profiles))


def _unknown(file: str, key: str, found: str, known: list[str]) -> SettingsError:
    return SettingsError(
        _("In {file}, {key} names {found}, which is not installed").format(
            file=file, key=key, found=found
        ),
        advice=_("Use one of: {known}.").format(known=", ".join(known) or "-"),
    )
