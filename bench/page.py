"""The results as one page of Markdown."""

from collections.abc import Sequence

from bench.computer import facts
from bench.measure import Reach, Result


def page(results: Sequence[Result], *, minutes: float) -> str:
    """Machine, versions, and a line for each result.

    Args:
        results: In the order in which they are told.
        minutes: How long the whole took.
    """
    machine = [f"| {name} | {fact} |" for name, fact in facts().items()]
    lines = [_line(each) for each in results]
    notes = [f"- **{each.what}**: {each.note}" for each in results if each.note]
    return "\n".join(
        [
            "# What it costs",
            "",
            f"Made by `make bench` in {minutes:.1f} minutes; docs/speed.md says how to read it.",
            "",
            "| Machine | |",
            "| --- | --- |",
            *machine,
            "",
            "| What | Against | Median | Range | Reach | |",
            "| --- | --- | --- | --- | --- | --- |",
            *lines,
            "",
            *(["Notes:", "", *notes, ""] if notes else []),
        ]
    )


def _line(result: Result) -> str:
    cells = (
        result.what,
        result.against or "-",
        _figure(result.value, result.unit),
        _range(result),
        _reach(result.reach, result.unit),
        _verdict(result),
    )
    return f"| {' | '.join(cells)} |"


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "not measured"
    return f"{_digits(value)}{'' if unit == 'x' else ' '}{unit}"


def _digits(value: float) -> str:
    """Three digits that count, without a power of ten."""
    if value >= 100:  # noqa: PLR2004 - three digits
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _range(result: Result) -> str:
    if result.low is None or result.high is None:
        return "-"
    return f"{_digits(result.low)} to {_digits(result.high)}"


def _reach(reach: Reach | None, unit: str) -> str:
    if reach is None:
        return "-"
    return f"{'≤' if reach.is_most else '≥'} {_figure(reach.limit, unit)}"


def _verdict(result: Result) -> str:
    if result.value is None or result.reach is None:
        return ""
    return "reached" if result.reach.holds(result.value) else "**not reached**"
