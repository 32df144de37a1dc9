"""The self-check as a value: what counts as sound, and what as ready."""

from datetime import UTC, datetime

from distressapp.core.self_check import Checked, CheckedPart, Finding, SelfCheck


def made(*findings: Finding, not_ready: tuple[str, ...] = ()) -> SelfCheck:
    lines = tuple(
        Checked(id=str(at), name="Line", finding=each, words="words")
        for at, each in enumerate(findings)
    )
    return SelfCheck(
        title="Self-check",
        language="en",
        at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        heading="Self-check",
        facts="distressapp",
        promise="Nothing here is about a patient.",
        verdict="Everything is ready.",
        not_ready=not_ready,
        more="… and {count} more",
        marks=tuple((each.value, each.value.upper()) for each in Finding),
        parts=(CheckedPart(id="part", title="Part", lines=lines),),
    )


def test_only_what_is_wrong_makes_a_program_unsound() -> None:
    others = [each for each in Finding if each is not Finding.WRONG]

    good, bad = made(*others), made(*others, Finding.WRONG)

    assert good.is_sound
    assert good.is_ready
    assert not bad.is_sound
    assert not bad.is_ready


def test_a_sound_program_may_stand_in_a_clinic_that_is_not_ready() -> None:
    found = made(Finding.FINE, not_ready=("No backup was ever made.",))

    assert found.is_sound
    assert not found.is_ready


def test_every_finding_has_its_mark() -> None:
    found = made()

    assert found.mark(Finding.WRONG) == "WRONG"
    assert found.mark(Finding.FINE) == "FINE"
