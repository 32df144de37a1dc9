"""The measurement of a big vault, in small: the lines come, and both count the same rows."""

from pathlib import Path

from bench.vault import measure


def test_a_small_vault_is_asked_everything(tmp_path: Path) -> None:
    found = list(measure(tmp_path, count=12, rounds=1))

    units = [each.unit for each in found if each.value is not None]
    assert len(found) == 9
    assert set(units) <= {"ms", "KB", "x", "sittings a second"}
    assert all("12 sittings" in each.what for each in found if each.unit not in {"x", ""})
