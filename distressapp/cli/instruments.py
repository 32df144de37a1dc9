"""`distressapp instruments`: which there are, what is in one, and what is wrong with a file."""

import argparse
import sys
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final

from distressapp.cli import add_data
from distressapp.core.errors import DefinitionError, ExpectedError
from distressapp.core.instrument import Instrument, Item, Kind, Profile, Scale
from distressapp.core.results import one_decimal
from distressapp.core.trend import change
from distressapp.core.wording import Wording
from distressapp.instruments import (
    FILE,
    definition_sha256,
    find_wordings,
    load,
    load_all,
    load_wording,
)
from distressapp.text import _, ngettext

_WIDTH: Final = 18


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    listing = verbs.add_parser("list", help=_("the instruments of this program"))
    show = verbs.add_parser("show", help=_("one instrument: items, scales, cut-offs, sources"))
    show.add_argument("id", metavar="ID", help=_("as in the list, for example hads"))
    check = verbs.add_parser("check", help=_("what is wrong with a definition or a wording"))
    check.add_argument("path", metavar="PATH", type=Path, help=_("a .toml file, or a folder"))
    for each in (listing, show, check):
        add_data(each)


def run(args: argparse.Namespace) -> int:
    """List, show or check; 1 when a checked file is wrong."""
    if args.verb == "check":
        return _check(args.path)
    for line in _list() if args.verb == "list" else _show(args.id):
        _say(line)
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _list() -> Iterator[str]:
    for instrument in load_all().values():
        kinds = ", ".join(f"{each.language} ({each.kind})" for each in find_wordings(instrument))
        counts = _count(instrument)
        yield f"{instrument.id:<8}{instrument.name}, {counts}, {instrument.recall}; {kinds}"


def _count(instrument: Instrument) -> str:
    choices = sum(item.kind is Kind.CHOICE for item in instrument.items)
    counts = ngettext("{count} item", "{count} items", choices).format(count=choices)
    ticks = len(instrument.items) - choices
    if ticks:
        counts += _(" and a list of {count} concerns").format(count=ticks)
    return counts


def _show(instrument_id: str) -> Iterator[str]:
    instruments = load_all()
    instrument = instruments.get(instrument_id)
    if instrument is None:
        raise ExpectedError(
            _("There is no instrument {id}").format(id=instrument_id),
            advice=_("Use one of: {ids}.").format(ids=", ".join(instruments)),
        )
    permission = _("needed for clinical use") if instrument.needs_permission else _("not needed")
    worse = _("more distress") if instrument.higher_is == "worse" else _("less distress")
    yield _line(_("Instrument"), f"{instrument.name} ({instrument.id}), {_count(instrument)}")
    yield _line(_("Version"), f"{instrument.version}, sha256 {definition_sha256(instrument.id)}")
    yield _line(_("Asks about"), f"{instrument.recall} ({instrument.recall_days} days)")
    yield _line(_("Asked again"), _again(instrument))
    yield _line(_("Higher means"), worse)
    yield _line(_("Owner"), instrument.owner)
    yield _line(_("Permission"), permission)
    yield _line(_("Source"), instrument.source)
    yield _line(_("Missing answers"), ", ".join(instrument.missing_rules))
    yield _line("", instrument.missing_source)
    for wording in find_wordings(instrument):
        yield _line(_("Wording"), f"{wording.stamp}, sha256 {wording.sha256}")
    for code in instrument.codes:
        yield _line(_("Code"), f"{code.system} {code.code} ({code.of}; {code.source})")
    yield from _items(instrument)
    for scale in instrument.scales:
        yield from _scale(scale)
    for profile in instrument.profiles:
        yield from _profile(instrument, profile)


def _again(instrument: Instrument) -> str:
    if instrument.repeat_days == 0:
        return _("at any time")
    return _("after {days} days").format(days=instrument.repeat_days)


def _items(instrument: Instrument) -> Iterator[str]:
    yield ""
    yield _("Items: points of each option as displayed, first to last")
    for item in instrument.items:
        yield _line(f"  {item.id}", _answers(item))


def _answers(item: Item) -> str:
    if item.kind is Kind.TICK:
        always = _("ticked or not")
        return always if item.raises is None else f"{always}; {_('raises')} {item.raises}"
    values = " ".join(str(value) for value in item.values)
    return f"{values}; {_('counted from the other end')}" if item.is_reversed else values


def _scale(scale: Scale) -> Iterator[str]:
    yield ""
    yield _line(_("Scale"), f"{scale.name} ({scale.id}), {scale.low} to {scale.high}")
    adds = _("items {ids}").format(ids=" ".join(scale.items))
    if scale.parts:
        adds = _("scales {ids}").format(ids=" + ".join(scale.parts))
    yield _line(_("  adds up"), adds)
    if scale.bands:
        bands = "  ".join(band.id for band in scale.bands)
        yield _line(_("  bands"), f"{bands}; {scale.bands_source}")
    if scale.spread is not None:
        spread = scale.spread
        figures = _("{needed} points or more; sd {sd}, reliability {reliability}").format(
            needed=change(spread, Fraction(0), Fraction(0)).smallest,
            sd=_decimal(spread.sd),
            reliability=_decimal(spread.reliability),
        )
        yield _line(_("  reliable change"), f"{figures}; {spread.source}")
        if spread.smallest_important is not None:
            important = one_decimal(spread.smallest_important)
            yield _line(_("  noticed change"), f"{important}; {spread.smallest_important_source}")


def _decimal(value: Fraction) -> str:
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"


def _profile(instrument: Instrument, profile: Profile) -> Iterator[str]:
    yield ""
    yield _line(_("Profile"), f"{profile.stamp}; {profile.source}")
    for cutoff in profile.cutoffs:
        wish = ""
        if cutoff.with_wish is not None:
            wish = _(" ({band} with a wish to talk)").format(band=cutoff.with_wish)
        name = instrument.scale(cutoff.scale).name
        figure = f"{name} >= {cutoff.at_least}: {cutoff.raises}{wish}"
        yield _line("", f"{figure}; {cutoff.source}")


def _line(name: str, text: str) -> str:
    return f"{name:<{_WIDTH}}{text}"


def _check(path: Path) -> int:
    files = sorted(path.rglob("*.toml")) if path.is_dir() else [path]
    if not files:
        raise ExpectedError(
            _("There is no .toml file in {path}").format(path=path),
            advice=_("Give the path of a definition or a wording."),
        )
    known = _good_ones(files)
    wrong = 0
    for file in files:
        try:
            _say(_("{file} is in order: {what}").format(file=file, what=_what(file, known)))
        except DefinitionError as error:
            wrong += 1
            sys.stderr.write(f"{error}\n")
    if not wrong and any(path.glob(f"*/{FILE}")):
        load_all(path)
    return 1 if wrong else 0


def _good_ones(files: list[Path]) -> dict[str, Instrument]:
    """The instruments a wording can be for: those that ship, and those that are checked."""
    known = load_all()
    for file in files:
        if file.name == FILE:
            try:
                instrument, _sha256 = load(file)
            except DefinitionError:
                continue  # it is told of in its turn
            known[instrument.id] = instrument
    return known


def _what(file: Path, known: dict[str, Instrument]) -> str:
    """What is in the file, once it has passed its check."""
    stem = file.stem.partition(".")[0]
    if file.name == FILE or stem not in known:
        instrument, _sha256 = load(file)
        return f"{instrument.name} {instrument.version}, {_count(instrument)}"
    wording: Wording = load_wording(file, known[stem])
    return f"{wording.instrument}, {wording.stamp}"
