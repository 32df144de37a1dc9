"""A process without OpenSSL, and one with it: the same digests."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[1]

DIGESTS: Final = """
import hashlib, hmac
print(hashlib.sha256(b"row").hexdigest(), hashlib.blake2b(b"row", key=b"k").hexdigest())
print(hmac.compare_digest(b"a", b"a"), hmac.new(b"k", b"row", "sha256").hexdigest())
"""
LOADED: Final = """
from pathlib import Path
print("libcrypto" in Path("/proc/self/maps").read_text(encoding="utf-8"))
"""
EARLY: Final = """
import sys
import distressapp.__main__, distressapp.cli, distressapp.cli.kiosk, distressapp.pyside
print("hashlib" in sys.modules)
"""
WITHOUT: Final = "from distressapp.hashes import go_without_openssl\ngo_without_openssl()\n"


def said(script: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_digests_are_the_same_without_openssl() -> None:
    assert said(WITHOUT + DIGESTS) == said(DIGESTS)


@pytest.mark.skipif(sys.platform != "linux", reason="nothing tells there what is mapped")
def test_openssl_is_not_loaded_where_hashes_do_without_it() -> None:
    assert said(WITHOUT + DIGESTS + LOADED)[-1] == "False"


def test_nothing_hashes_before_a_kiosk_has_said_how() -> None:
    assert said(EARLY) == ["False"]
