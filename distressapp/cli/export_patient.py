"""Write everything the vault has about one patient into a folder."""

import argparse
import sys
from pathlib import Path

from distressapp.cli.passphrase import add_passphrase
from distressapp.cli.session import add_patient, read_patient, signed_in
from distressapp.core.roles import Act
from distressapp.service.access import check_may
from distressapp.service.choosing import short_ids
from distressapp.service.patient_export import export
from distressapp.service.takein import take_in
from distressapp.text import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whom, and where to."""
    add_patient(parser)
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help=_("a folder, not the clinic's own")
    )
    add_passphrase(parser)


def run(args: argparse.Namespace) -> int:
    """Write the two files, and say who looks after them now."""
    with signed_in(args) as (house, session):
        check_may(session, Act.EXPORT)
        take_in(house, session.vault)
        chosen = read_patient(args, house, session)
        done = export(house, session, chosen.subject, into=args.out)
    sys.stdout.write(f"{done.record}\n{done.answers}\n")
    sys.stderr.write(
        _("These files can be read by whoever has them. Hand them over, then delete them.\n")
    )
    if done.unmatched:
        sys.stderr.write(
            _("Not in them, for nobody matched them to this patient: sittings {ids}.\n").format(
                ids=short_ids(done.unmatched)
            )
        )
    return 0
