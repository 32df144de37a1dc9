"""Write the page of one sitting, or the patient's own copy: opens the vault and makes the PDF."""

import argparse
from pathlib import Path

from distressapp.cli.passphrase import add_passphrase
from distressapp.cli.session import signed_in
from distressapp.core.errors import ExpectedError
from distressapp.core.own_answers import OwnAnswers
from distressapp.core.roles import Act
from distressapp.core.stores import read_only
from distressapp.core.summary import Summary
from distressapp.service.access import check_may
from distressapp.service.house import House
from distressapp.service.own_answers import own_answers
from distressapp.service.pages import find_sitting, summary_from
from distressapp.service.reports import page, page_made
from distressapp.service.takein import take_in
from distressapp.service.views import viewed
from distressapp.settings.file import write_whole
from distressapp.settings.shape import PAPERS
from distressapp.text import _
from distressapp.ui import words
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
    """Make the page; that it was opened, and that it was made, are entries of the journal."""
    out: Path = args.out
    if args.own_answers and args.receipt:
        raise ExpectedError(
            _("The patient's own copy has no receipt, for it has no scores"),
            advice=_("Leave out --receipt, or make the clinician's page."),
        )
    if not out.absolute().parent.is_dir():
        raise read_only(out.name)
    with signed_in(args) as (house, session):
        check_may(session, Act.PRINT)
        vault = session.vault
        take_in(house, vault)
        sitting = find_sitting(house, vault, args.sitting)
        viewed(house, session, sitting, what=_copy(args))
        found = _wanted(args, house, vault, sitting)
        content = page(found, paper=args.paper or house.settings.paper, receipt=args.receipt)
        page_made(house, sitting, copy=_copy(args), by=session.member.name)
        write_whole(out, content)
        take_in(house, vault)
    return 0


def _copy(args: argparse.Namespace) -> str:
    """The name of the copy in the journal."""
    if args.own_answers:
        return "patient"
    return "social work" if args.social_work else "clinician"


def _wanted(
    args: argparse.Namespace, house: House, vault: Vault, sitting: str
) -> Summary | OwnAnswers:
    """The page itself."""
    if args.own_answers:
        return own_answers(house, vault, sitting, words)
    return summary_from(house, vault, sitting, for_social_worker=args.social_work)
