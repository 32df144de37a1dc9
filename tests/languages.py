"""The languages that ship, by the names that those who speak them read."""

from typing import Final

from distressapp.service.languages import own_name

NAMES: Final = {each: own_name(each) for each in ("en", "es", "el", "zh-Hans", "ar")}
