"""A module that waits is the module, once somebody asks it."""

import json
import os
import subprocess
import sys
from typing import Final

import pytest

from tests.house.project import ROOT

PROGRAM: Final = """
import json, sys
from distressapp.unasked import put_off
put_off()
put_off()
from dataclasses import dataclass
import inspect

@dataclass
class Said:
    "With words of its own."
    a: int

before = "ast" in sys.modules

@dataclass
class Unsaid:
    a: int

from inspect import signature
print(json.dumps([before, "ast" in sys.modules, Unsaid.__doc__, str(signature(Said)),
    hasattr(inspect, "unheard_of"), type(inspect).__name__]))
"""


def told(program: str) -> object:
    """What that program wrote, in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("name", "has"),
    [
        ("base64", "b64encode"),
        ("bz2", "compress"),
        ("inspect", "__all__"),
        ("ipaddress", "ip_address"),
        ("lzma", "compress"),
        ("sysconfig", "get_config_var"),
        ("tempfile", "__all__"),
        ("textwrap", "wrap"),
        ("traceback", "format_exc"),
        ("zipfile", "ZipFile"),
    ],
)
def test_each_waits_and_is_there_as_ever_once_it_is_asked(name: str, has: str) -> None:
    program = f"""
import json, sys
from distressapp.unasked import put_off
put_off()
import {name}
waiting = type({name}).__name__
asked = {name}.{has}
print(json.dumps([waiting, type({name}).__name__, {name} is sys.modules["{name}"]]))
"""

    assert told(program) == ["_Waiting", "module", True]


def test_a_module_that_waits_is_read_when_it_is_asked_and_no_sooner() -> None:
    assert told(PROGRAM) == [False, True, "Unsaid(a: int)", "(a: int) -> None", False, "module"]


def test_a_module_that_is_read_again_is_read_at_once() -> None:
    program = """
import importlib, json, sys
from distressapp.unasked import put_off
put_off()
import textwrap
textwrap.wrap("a", 3)
del textwrap.wrap
importlib.reload(textwrap)
print(json.dumps([hasattr(textwrap, "wrap"), type(textwrap.__loader__).__name__]))
"""

    assert told(program) == [True, "SourceFileLoader"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere zones come with the program")
def test_time_zones_are_found_without_asking_how_python_was_built() -> None:
    program = """
import json, sys
from distressapp.unasked import put_off
put_off()
from zoneinfo import ZoneInfo, available_timezones
asked = [each for each in sys.modules if each.startswith("_sysconfigdata")]
print(json.dumps([asked, str(ZoneInfo("Europe/Berlin")), len(available_timezones()) > 300]))
"""

    assert told(program) == [[], "Europe/Berlin", True]
