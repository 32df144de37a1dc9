"""Write the page of one sitting, or the patient's own copy: opens the vault and makes the PDF."""

import argparse
from pathlib import Path

from distressapp.bootstrap import open_house, open_vault
from distressapp.cli.passphrase import add_passphrase, read_passphrase
from distressapp.core.errors import ExpectedError
from distressapp.core.own_answers import OwnAnswers
from distressapp.core.stores import read_only
from distressapp.core.summary import Summary
from distressapp.kiosk import words
from distressapp.paths import data_folder
from distressapp.service.house import House
from distressapp.service.own_answers import own_answers
from distressapp.service.pages import find_sitting, summary_from
from distressapp.service.reports import page, page_made
from distressapp.service.takein import take_in
from distressapp.settings.file import write_whole
from distressapp.settings.shape import PAPERS
from distressapp.text import _
from distressapp.vault.vault import Vault


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which sitting, and where the page goes."""
    parser.add_argument(
        "sitting",
        metavar="SITTING",
        help=_("the start of its id, or its ticket word where it is of today"),
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=_("the PDF"))
    parser.add_argument("--paper", choices=PAPERS, help=_("default: the clinic's own"))
    parser.add_argument(
        "--receipt", action="store_true", help=_("with the score receipt as a second page")
    )
    copies = parser.add_mutually_exclusive_group()
    copies.add_argument(
        "--social-work", action="store_true", help=_("the copy that may hold the phone number")
    )
    copies.add_argument(
        "--own-answers",
        action="store_true",
        help=_("the patient's own copy: what was asked and answered, and no scores"),
    )
    add_passphrase(parser)


def run(args: argparse.Namespace) -> int:
    """Make the page; that it was made is an entry of the journal."""
    out: Path = args.out
    if args.own_answers and args.receipt:
        raise ExpectedError(
            _("The patient's own copy has no receipt, for it has no scores"),
            advice=_("Leave out --receipt, or make the clinician's page."),
        )
    if not out.absolute().parent.is_dir():
        raise read_only(out.name)
    house = open_house(data_folder(args.data), room=None)
    try:
        vault = open_vault(house, read_passphrase(args))
        try:
            take_in(house, vault)
            sitting = find_sitting(house, vault, args.sitting)
            copy, found = _wanted(args, house, vault, sitting)
            content = page(found, paper=args.paper or house.settings.paper, receipt=args.receipt)
            page_made(house, sitting, copy=copy, by="summary command")
            write_whole(out, content)
            take_in(house, vault)
        finally:
            vault.close()
    finally:
        house.close()
    return 0


def _wanted(
    args: argparse.Namespace, house: House, vault: Vault, sitting: str
) -> tuple[str, Summary | OwnAnswers]:
    """The name of the copy in the journal, and the page itself."""
    if args.own_answers:
        return "patient", own_answers(house, vault, sitting, words)
    copy = "social work" if args.social_work else "clinician"
    return copy, summary_from(house, vault, sitting, for_social_worker=args.social_work)
