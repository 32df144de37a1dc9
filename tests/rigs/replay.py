"""One recorded run of a scene, and every way in which the power could have cut it short."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from tests.rigs.disk import Disk, Fate, Operation, Said, read_folder, write_folder
from tests.rigs.examine import Promised, Promises, faults
from tests.rigs.trace import watched

SEED: Final = 20260302


def drawing(seed: int = SEED) -> Random:
    """The same draws in every run; a fault that was found is found again."""
    return Random(seed)  # noqa: S311  (it guards nothing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Something the program does to its folder.

    Attributes:
        name: Of the scene, as `tests.rigs.scenes` knows it.
        fast: How many states the fast rig makes; the full one makes ten times as many.
        prepare: Makes the folder, and says what is promised before the scene begins.
        look: Says what is not as promised afterwards.
    """

    name: str
    fast: int
    prepare: Callable[[Path], Promises]
    look: Callable[[Path, Promises], tuple[str, ...]] = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A run of a scene, as the disk saw it."""

    scene: Scene
    before: dict[str, bytes | None]
    promises: Promises
    operations: tuple[Operation, ...]

    def cuts(self, count: int) -> Iterator[tuple[int, Fate]]:
        """So many places and fates: each pair once where there are enough, else a fair draw."""
        random = drawing()
        places = [
            place
            for place in range(len(self.operations) + 1)
            if not isinstance((*self.operations, None)[place], Said)
        ]
        pairs = [(place, fate) for place in places for fate in Fate]
        yield from random.sample(pairs, min(count, len(pairs)))
        for _ in range(count - len(pairs)):
            yield random.choice(places), Fate.MIXED


def recorded(scene: Scene, folder: Path, *, spoilt: str | None = None) -> Recorded:
    """Run the scene once, in a process of its own, and watch it.

    Args:
        spoilt: The control, a program that is wrong in one way.
    """
    root = folder / "clinic"
    promises = scene.prepare(root)
    before = read_folder(root)
    arguments = [scene.name] if spoilt is None else [scene.name, "--spoilt", spoilt]
    operations = watched(arguments, root=root)
    shutil.rmtree(root)
    return Recorded(scene=scene, before=before, promises=promises, operations=operations)


def convictions(run: Recorded, folder: Path, *, states: int) -> Iterator[str]:
    """What is wrong after so many power cuts: where, how, and what; nothing if all is well."""
    random = drawing()
    for place, fate in run.cuts(states):
        disk, promised = Disk(run.before), Promised(by_sitting=dict(run.promises))
        for operation in run.operations[:place]:
            disk.apply(operation)
            if isinstance(operation, Said):
                promised.hear([operation.line])
        root = folder / "cut"
        write_folder(root, disk.cut(fate, random))
        for fault in run.scene.look(root, promised.by_sitting):
            yield f"{run.scene.name}, after {place} calls, {fate.value}: {fault}"
        shutil.rmtree(root)
