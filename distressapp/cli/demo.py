"""A rehearsal clinic in a temporary folder; where there is no screen, the whole day unseen."""

import argparse
import json
import os
import tempfile
from pathlib import Path
from typing import Final

from distressapp.bootstrap import open_house, sign_in
from distressapp.cli import demo_clinic
from distressapp.cli.invented import add_invented
from distressapp.cli.rooms import command, keep
from distressapp.core.errors import ExpectedError
from distressapp.core.record import to_payload
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.pages import latest_of_today, summary_from
from distressapp.service.rehearsal.year import PATIENTS
from distressapp.service.reports import page, page_made
from distressapp.service.sittings import Closed
from distressapp.service.takein import take_in
from distressapp.service.views import viewed
from distressapp.settings.shape import TEXT_PERCENTS, THEMES
from distressapp.text import _

_SIZE: Final = "1280x800"
_DPI: Final = 149


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where it goes, and how it looks."""
    parser.add_argument(
        "--headless", action="store_true", help=_("unseen: one invented patient taps through")
    )
    parser.add_argument(
        "--out", type=Path, default=Path("demo-out"), metavar="DIR", help=_("for page and pictures")
    )
    parser.add_argument("--size", default=_SIZE, help=_("of the unseen window, in pixels"))
    parser.add_argument(
        "--dpi", type=int, default=_DPI, help=_("of the unseen screen; 149 is a ten-inch tablet")
    )
    parser.add_argument("--text", type=int, choices=TEXT_PERCENTS, default=100)
    parser.add_argument(
        "--language",
        choices=demo_clinic.LANGUAGES,
        default=demo_clinic.LANGUAGES[0],
        help=_("what the unseen patient reads"),
    )
    add_invented(parser, default=PATIENTS)
    parser.add_argument("--theme", choices=THEMES, default="light")


def run(args: argparse.Namespace) -> int:
    """Open the kiosk on an invented clinic, or take one invented patient through it unseen."""
    size = _size(args.size)
    out: Path = args.out
    _empty(out)
    # Imported late: `--help` needs no Qt.
    from distressapp.desktop import has_screen  # noqa: PLC0415  (see above)

    is_unseen = args.headless or not has_screen()
    with tempfile.TemporaryDirectory(prefix="distressapp-demo-") as folder:
        root = Path(folder) / "clinic"
        if is_unseen and not args.headless:
            _say(
                _("There is no screen here: the same patient goes through the same windows unseen.")
            )
        _say(_("Inventing a clinic with {count} patients…").format(count=args.patients))
        demo_clinic.make_clinic(root, patients=args.patients, seed=args.seed)
        if not is_unseen:
            return _seen(root, out)
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        return _unseen(root, out, args, size)


def _size(words: str) -> tuple[int, int]:
    wide, _x, high = words.partition("x")
    if not (wide.isdecimal() and high.isdecimal() and int(wide) >= 600 and int(high) >= 600):  # noqa: PLR2004  (the smallest window that is drawn for)
        raise ExpectedError(
            _("{words} is not a size of a window").format(words=words),
            advice=_("Write it like 1280x800; 600 is the least."),
        )
    return int(wide), int(high)


def _empty(out: Path) -> None:
    """Make the folder; pictures of an earlier demo go, everything else stays."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "screens").mkdir(exist_ok=True)
        for earlier in (out / "screens").glob("[0-9][0-9]-*.png"):
            earlier.unlink()
    except OSError as error:
        raise ExpectedError(
            _("{folder} cannot be written").format(folder=out),
            advice=_("Choose another folder with --out."),
        ) from error


def _seen(root: Path, out: Path) -> int:
    """Kiosk and staff's room on the screen; the page of whoever sat there, when it is closed."""
    patient = demo_clinic.PATIENT
    _say(_("This is a rehearsal clinic. Nothing in it is about a real person."))
    _say(
        _("The invented patient: record number {number}, born {born}.").format(
            number=patient.record_number, born=patient.born.strftime("%d %m %Y")
        )
    )
    _say(_("Everybody's passphrase: {words}").format(words=demo_clinic.PASSPHRASE))
    _say(_("Close a window on its first page to end; then the page is made."))
    status = _open_rooms(root)
    house = open_house(root, room=None)
    try:
        made = _pages(house, out)
    finally:
        house.close()
    _say(
        _("The page is {path}").format(path=made)
        if made is not None
        else _("Nobody finished a sitting, so there is no page.")
    )
    return status


def _open_rooms(root: Path) -> int:
    """Both rooms below a keeper; the kiosk alone where a keeper cannot hand anything on."""
    # Imported late, as above.
    from distressapp.keeper import Commands, has_inheritance  # noqa: PLC0415  (see above)

    if not has_inheritance():
        from distressapp.desktop import run_kiosk  # noqa: PLC0415  (as above)

        return run_kiosk(root, is_windowed=True)
    kiosk, staff = (command(each, root, is_windowed=True) for each in ("kiosk", "staff"))
    return keep(root, Commands(kiosk=kiosk, staff=staff, environment=os.environ))


def _pages(house: House, out: Path) -> Path | None:
    """The page of the latest sitting of today; None where there was none."""
    session = sign_in(house, demo_clinic.PASSPHRASE, name=demo_clinic.STAFF)
    try:
        take_in(house, session.vault)
        found = latest_of_today(house, session.vault)
        if found is None:
            return None
        path = out / "summary.pdf"
        path.write_bytes(_page(house, session, found))
        return path
    finally:
        session.close()


def _unseen(root: Path, out: Path, args: argparse.Namespace, size: tuple[int, int]) -> int:
    # Imported late, as above; and only here, since a kiosk carries no test tools.
    from distressapp.cli.demo_staff import look_round  # noqa: PLC0415  (see above)
    from distressapp.cli.demo_walk import walk_unseen  # noqa: PLC0415  (see above)

    closed, screens = walk_unseen(root, out / "screens", args, size)
    house = open_house(root, room=None)
    try:
        sitting = closed.record.sitting.plan.sitting
        demo_clinic.confirm_patient(house, sitting)
        look_round(house, out / "screens", screens, size, theme=args.theme)
        pdf = _confirmed_page(house, sitting)
        (out / "summary.pdf").write_bytes(pdf)
        _write_result(out, closed, screens)
    finally:
        house.close()
    _say(_("Page: {path}").format(path=out / "summary.pdf"))
    _say(_("Result: {path}").format(path=out / "result.json"))
    _say(_("{count} pictures: {path}").format(count=len(screens), path=out / "screens"))
    return 0


def _confirmed_page(house: House, sitting: str) -> bytes:
    session = sign_in(house, demo_clinic.PASSPHRASE, name=demo_clinic.STAFF)
    try:
        return _page(house, session, sitting, receipt=True)
    finally:
        session.close()


def _page(house: House, session: Session, sitting: str, *, receipt: bool = False) -> bytes:
    """The page, noted as every page is."""
    viewed(house, session, sitting, what="clinician")
    found = summary_from(house, session.vault, sitting)
    content = page(found, paper=house.settings.paper, receipt=receipt)
    page_made(house, sitting, copy="clinician", by=demo_clinic.STAFF)
    take_in(house, session.vault)
    return content


def _write_result(out: Path, closed: Closed, screens: list[str]) -> None:
    plan = closed.record.sitting.plan
    found = {
        "sitting": plan.sitting,
        "ticket": plan.ticket,
        "use": plan.use.value,
        "record": to_payload(closed.record),
        "page": "summary.pdf",
        "screens": [f"screens/{name}" for name in screens],
    }
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    (out / "result.json").write_text(f"{text}\n", encoding="utf-8")


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201  (this is the command's voice)
