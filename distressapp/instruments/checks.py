"""Does a definition make sense: what each key alone cannot show."""

from collections.abc import Sequence
from itertools import pairwise

from distressapp.core.instrument import Cutoff, Instrument, Item, Kind, Profile, Scale
from distressapp.core.scoring import HALF, STRICT, UnknownRuleError, score
from distressapp.instruments.table import Table
from distressapp.text import _


def check(instrument: Instrument, table: Table) -> None:
    """Complain of the first thing that does not fit.

    Args:
        instrument: As read.
        table: The file it was read from, read again here for the places of what is wrong.

    Raises:
        DefinitionError: It names file, line and key.
    """
    _check_head(instrument, table)
    _check_items(instrument, table)
    _check_domains(instrument, table)
    _check_scales(instrument, table)
    _check_profiles(instrument, table)
    _check_missing(instrument, table)
    for code, each in zip(instrument.codes, table.tables("codes"), strict=True):
        if code.of not in {"instrument", *(scale.id for scale in instrument.scales)}:
            each.wrong("of", _("no scale has that id"), _('Write "instrument" or a scale\'s id.'))


def _check_head(instrument: Instrument, table: Table) -> None:
    plain = instrument.id.replace("_", "")
    if not (plain.isascii() and plain.isalnum() and plain.islower()):
        table.wrong("id", _("it holds other signs than a to z, 0 to 9 and _"), _("Shorten it."))
    if instrument.recall_days < 1:
        table.wrong("recall_days", _("it is below 1"), _("Count today as the first day."))
    if instrument.repeat_days < 0:
        table.wrong("repeat_days", _("it is below 0"), _("Write 0 for an instrument of every day."))
    if not instrument.scales:
        table.wrong("scales", _("there is no scale"), _("Add at least one `[[scales]]`."))


def _check_items(instrument: Instrument, table: Table) -> None:
    choices = [item for item in instrument.items if item.kind is Kind.CHOICE]
    if not choices:
        table.wrong("items", _("there is no item that is scored"), _("Add at least one."))
    _no_twins([item.id for item in instrument.items], table, "items")
    scored = {item for scale in instrument.scales for item in scale.items}
    for item, each in zip(choices, table.tables("items"), strict=True):
        if "/" in item.id:
            each.wrong("id", _("it holds a slash"), _("Use letters, digits and points."))
        if len(set(item.values)) < max(2, len(item.values)):
            each.wrong(
                "values",
                _("options share a value, or there is one"),
                _("Give each option, in displayed order, points of its own."),
            )
        if item.id not in scored:
            each.wrong("id", _("no scale counts this item"), _("Add it to a scale's `items`."))


def _check_domains(instrument: Instrument, table: Table) -> None:
    _no_twins([domain.id for domain in instrument.domains], table, "domains")
    for domain, each in zip(instrument.domains, table.tables("domains"), strict=True):
        reserved = {f"{domain.id}.none", f"{domain.id}.other"}
        for item in domain.items:
            if not item.startswith(f"{domain.id}.") or item in reserved:
                each.wrong(
                    "items",
                    _("{item} is not a name for a concern of this domain").format(item=item),
                    _('Begin it with "{domain}." and avoid "none" and "other".').format(
                        domain=domain.id
                    ),
                )


def _check_scales(instrument: Instrument, table: Table) -> None:
    _no_twins([scale.id for scale in instrument.scales], table, "scales")
    choices = {item.id: item for item in instrument.items if item.kind is Kind.CHOICE}
    before: dict[str, Scale] = {}
    for scale, each in zip(instrument.scales, table.tables("scales"), strict=True):
        if bool(scale.items) is bool(scale.parts):
            each.wrong(None, _("it needs either `items` or `parts`"), _("Keep one of the two."))
        _check_sum(scale, each, choices, before)
        _check_bands(scale, each)
        if scale.worsening is not None and (scale.spread is None or scale.trigger is None):
            each.wrong(
                "worsening", _("it needs a `spread` and a `trigger`"), _("Add them or remove it.")
            )
        before[scale.id] = scale


def _check_sum(
    scale: Scale, table: Table, choices: dict[str, Item], before: dict[str, Scale]
) -> None:
    """What is added exists, is added once, and comes to the range that is given."""
    for item in scale.items:
        if item not in choices:
            table.wrong(
                "items",
                _("there is no item {item}").format(item=item),
                _("Use the id of an item of this file that is scored."),
            )
    for part in scale.parts:
        if part not in before:
            table.wrong(
                "parts",
                _("there is no scale {part} above").format(part=part),
                _("Use the ids of scales that stand before this one."),
            )
    added = [*scale.items, *(item for part in scale.parts for item in before[part].items)]
    if len(set(added)) < len(added):
        key = "items" if scale.items else "parts"
        table.wrong(key, _("an item is counted twice"), _("Name every item once."))
    low = sum(choices[item].low for item in added)
    high = sum(choices[item].high for item in added)
    if scale.low != low:
        table.wrong(
            "low",
            _("the items add up to {low} at least").format(low=low),
            _("Correct the range, or the items and their values."),
        )
    if scale.high != high:
        table.wrong(
            "high",
            _("the items add up to {high} at most").format(high=high),
            _("Correct the range, or the items and their values."),
        )


def _check_bands(scale: Scale, table: Table) -> None:
    lows = [band.low for band in scale.bands]
    if lows and lows[0] != scale.low:
        table.wrong("bands", _("the first band does not begin at `low`"), _("Leave no gap below."))
    if any(after <= before for before, after in pairwise(lows)):
        table.wrong("bands", _("the bands do not ascend"), _("Order them by `low`."))
    if lows and lows[-1] > scale.high:
        table.wrong("bands", _("a band begins above `high`"), _("Remove it or correct its `low`."))
    _no_twins([band.id for band in scale.bands], table, "bands")


def _check_profiles(instrument: Instrument, table: Table) -> None:
    if not instrument.profiles:
        table.wrong("profiles", _("there is no profile"), _("Add one, even without cut-offs."))
    _no_twins([profile.id for profile in instrument.profiles], table, "profiles")
    for profile, each in zip(instrument.profiles, table.tables("profiles"), strict=True):
        if profile.version < 1:
            each.wrong("version", _("it is below 1"), _("Count from 1."))
        _check_cutoffs(instrument, profile, each)


def _check_cutoffs(instrument: Instrument, profile: Profile, table: Table) -> None:
    scales = {scale.id: scale for scale in instrument.scales}
    last: dict[str, Cutoff] = {}
    for cutoff, each in zip(profile.cutoffs, table.tables("cutoffs"), strict=True):
        scale = scales.get(cutoff.scale)
        if scale is None:
            each.wrong("scale", _("no scale has that id"), _("Use the id of a scale of this file."))
        if not scale.low < cutoff.at_least <= scale.high:
            each.wrong(
                "at_least",
                _("it is outside {low} to {high}").format(low=scale.low + 1, high=scale.high),
                _("Correct it: it would raise a flag always, or never."),
            )
        if scale.trigger is None:
            each.wrong("scale", _("that scale has no `trigger`"), _("Say what it is about."))
        if cutoff.with_wish is not None and cutoff.with_wish.urgency >= cutoff.raises.urgency:
            each.wrong("with_wish", _("it is not more urgent than `raises`"), _("Remove it."))
        below = last.get(cutoff.scale)
        if below is not None and not _climbs(below, cutoff):
            each.wrong(
                "at_least",
                _("it does not climb from the cut-off before it"),
                _("Order a scale's cut-offs by `at_least`, the higher never less urgent."),
            )
        last[cutoff.scale] = cutoff


def _climbs(below: Cutoff, above: Cutoff) -> bool:
    """The higher cut-off is the only one that raises, so it may not be the milder one."""
    worst_below = below.with_wish or below.raises
    worst_above = above.with_wish or above.raises
    is_milder = (
        above.raises.urgency > below.raises.urgency or worst_above.urgency > worst_below.urgency
    )
    return above.at_least > below.at_least and not is_milder


def _check_missing(instrument: Instrument, table: Table) -> None:
    inside = table.table("missing")
    rules = instrument.missing_rules
    if rules[0] != STRICT:
        inside.wrong("rules", _('the first is not "strict"'), _("Put it first: it is the default."))
    _no_twins(rules, inside, "rules")
    sizes = {str(len(scale.items)) for scale in instrument.scales}
    for rule in rules:
        is_for_nothing = rule not in {STRICT, HALF} and rule.partition("_of_")[2] not in sizes
        try:
            score(instrument, {}, missing=rule)
        except UnknownRuleError:
            is_for_nothing = True
        if is_for_nothing:
            inside.wrong(
                "rules",
                _("{rule} fits no scale").format(rule=rule),
                _('Use "strict", "half" or "n_of_N" with a scale of N items.'),
            )


def _no_twins(ids: Sequence[str], table: Table, key: str) -> None:
    # Most lists have none: an instrument of a hundred items is not looked through a hundred times.
    if len(set(ids)) < len(ids):
        twins = sorted({each for each in ids if ids.count(each) > 1})
        table.wrong(
            key, _("{id} stands there twice").format(id=twins[0]), _("Give each an id of its own.")
        )
