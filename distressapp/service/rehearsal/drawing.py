"""Chance that is the same for the same seed: what a rehearsal clinic is drawn from."""

from random import Random
from typing import Self


class Draw(Random):
    """A seeded source of chance; never for anything that must not be guessed."""

    @classmethod
    def seeded(cls, seed: int) -> Self:
        """The source of that seed.

        Args:
            seed: 0 or more; each gives another clinic.
        """
        return cls(seed)

    def chance(self, percent: float) -> bool:
        """True in so many of a hundred cases.

        Args:
            percent: 0 to 100; 0 is never.
        """
        return self.random() * 100 < percent
