"""Pictures come in; out goes whether one shows what another does, in any size, format, turn and colours, cut a little.

Each is shrunk to a small grey square. The picture that is looked for is cut in many ways; where one of the cuts comes
near to what is seen, in any turn of that, its edges are moved until the two squares fit best, and how well decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from operator import mul
from typing import Any

SIDE = 32
ROUGH = 16
# Of 256 bits; two pictures that have nothing to do with one another differ in about 128.
NEAR_BITS = 90
# The correlation of two squares from which it is worth moving the edges of the cut.
NEAR = 0.55
# That of the best fit, and that of its edges; tests/test_likeness.py shows what lies on either side.
LEAST_ALIKE = 0.95
LEAST_ALIKE_EDGES = 0.8
MOST_CUT = 5.0
STEPS = (1.0, 0.5, 0.25)
# Below this spread of its greys (of 255) a picture is an even area, and like every other one.
LEAST_SPREAD = 4.0
MOST_PIXELS = 200_000_000
MOST_FRAMES = 6
# What is cut off at the left, top, right and bottom, in twentieths.
Cut = tuple[float, float, float, float]
CUTS: tuple[Cut, ...] = (
    (0, 0, 0, 0), (1, 1, 1, 1), (2, 2, 2, 2), (3.5, 3.5, 3.5, 3.5),
    (2, 0, 0, 0), (0, 2, 0, 0), (0, 0, 2, 0), (0, 0, 0, 2), (4, 0, 0, 0), (0, 4, 0, 0), (0, 0, 4, 0), (0, 0, 0, 4),
    (2.5, 0, 2.5, 0), (0, 2.5, 0, 2.5), (4, 0, 4, 0), (0, 4, 0, 4),
    (2, 2, 0, 0), (2, 0, 0, 2), (0, 2, 2, 0), (0, 0, 2, 2),
)  # fmt: skip
_STARTS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\1\0", b"8BPS", b"\0\0\0\x0cjP  ")


@dataclass(frozen=True)
class Square:
    """A picture as a small grey square, row by row."""

    greys: tuple[float, ...]

    @cached_property
    def rough(self) -> int:
        """One bit for each field of a coarser square: lighter than half of the others, or not."""
        step = SIDE // ROUGH
        cells = [
            sum(self.greys[(y * step + dy) * SIDE + x * step + dx] for dy in range(step) for dx in range(step))
            for y in range(ROUGH) for x in range(ROUGH)
        ]  # fmt: skip
        middle = sorted(cells)[len(cells) // 2]
        return sum((cell >= middle) << number for number, cell in enumerate(cells))

    @cached_property
    def level(self) -> Sequence[float]:
        return _normed(self.greys)

    @cached_property
    def edges(self) -> Sequence[float]:
        rows = range(SIDE)
        across = (self.greys[y * SIDE + x + 1] - self.greys[y * SIDE + x] for y in rows for x in range(SIDE - 1))
        down = (self.greys[y * SIDE + x + SIDE] - self.greys[y * SIDE + x] for y in range(SIDE - 1) for x in rows)
        return _normed([*across, *down])

    @property
    def is_even(self) -> bool:
        mean = sum(self.greys) / len(self.greys)
        spread: float = (sum((grey - mean) ** 2 for grey in self.greys) / len(self.greys)) ** 0.5
        return spread < LEAST_SPREAD

    def is_near(self, other: Square) -> bool:
        bits: int = (self.rough ^ other.rough).bit_count()
        return bits <= NEAR_BITS and alike(self.level, other.level) >= NEAR

    def is_like(self, other: Square) -> bool:
        return alike(self.level, other.level) >= LEAST_ALIKE and alike(self.edges, other.edges) >= LEAST_ALIKE_EDGES


def alike(one: Sequence[float], other: Sequence[float]) -> float:
    """1 for what is the same, about 0 for what has nothing in common."""
    total: float = sum(map(mul, one, other))
    return total


def _normed(values: Sequence[float]) -> Sequence[float]:
    mean = sum(values) / len(values)
    length = sum((value - mean) ** 2 for value in values) ** 0.5 or 1.0
    return [(value - mean) / length for value in values]


class Likeness:
    """What one picture looks like, whatever was made of it; none where it is an even area or cannot be decoded."""

    def __init__(self, data: bytes) -> None:
        self._picture = next(_pictures(data), None)
        self._cuts = {cut: _square(self._picture, cut) for cut in CUTS} if self._picture else {}
        self.is_known = bool(self._cuts) and not self._cuts[CUTS[0]].is_even

    def is_in(self, seen: Seen) -> bool:
        """True where `seen` shows it, or most of it."""
        return self.is_known and any(self._fits(turned) for turned in seen.turns)

    def _fits(self, seen: Square) -> bool:
        near = {cut: alike(own.level, seen.level) for cut, own in self._cuts.items() if own.is_near(seen)}
        return bool(near) and self._best(seen, max(near, key=lambda cut: near[cut])).is_like(seen)

    def _best(self, seen: Square, cut: Cut) -> Square:
        """The cut with its edges moved, one after the other, for as long as that makes it fit better."""
        best = self._cuts[cut]
        for step in STEPS:
            is_moving = True
            while is_moving and not best.is_like(seen):
                is_moving = False
                for moved in _moved(cut, step):
                    square = _square(self._picture, moved)
                    if alike(square.level, seen.level) > alike(best.level, seen.level) + 1e-6:
                        best, cut, is_moving = square, moved, True
        return best


def _moved(cut: Cut, step: float) -> Iterator[Cut]:
    """Each edge out and in."""
    for number in range(4):
        for change in (step, -step):
            edge = cut[number] + change
            if 0 <= edge <= MOST_CUT:
                yield (*cut[:number], edge, *cut[number + 1 :])  # type: ignore[misc]


class Seen:
    """A picture that is looked at: each of its frames, in every turn."""

    def __init__(self, data: bytes) -> None:
        frames = [_square(picture, CUTS[0]) for picture in _pictures(data)]
        self.is_readable = bool(frames)
        self.turns = [turned for frame in frames if not frame.is_even for turned in _turned(frame)]


def is_picture(data: bytes) -> bool:
    """True for what begins like a picture made of pixels, whatever its name says."""
    return data.startswith(_STARTS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:8] == b"ftyp"


def words_beside(data: bytes) -> str:
    """What a camera or a program wrote beside the pixels, also where it is compressed."""
    from PIL import Image

    found: list[object] = []
    with suppress(Exception), Image.open(BytesIO(data)) as image:
        found += [*image.info.values(), *image.getexif().values(), *getattr(image, "text", {}).values()]
    return "\n".join(one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one) for one in found)


def _pictures(data: bytes) -> Iterator[Any]:
    """Each frame in grey, upright, much smaller; nothing where it is no picture."""
    from PIL import Image, ImageOps

    # Whatever damaged bytes make a decoder raise, they show nothing to anybody.
    with suppress(Exception), Image.open(BytesIO(data)) as image:
        if image.width * image.height > MOST_PIXELS:
            return
        frames = getattr(image, "n_frames", 1)
        for number in range(0, frames, max(1, frames // MOST_FRAMES)):
            if frames > 1:
                image.seek(number)
            else:
                image.draft("L", (SIDE * 8, SIDE * 8))
            upright = ImageOps.exif_transpose(image)
            yield _grey(upright).resize((SIDE * 5, SIDE * 5), Image.Resampling.BOX)


def _grey(image: Any) -> Any:
    from PIL import Image

    if image.mode.startswith("I"):
        return image.point(lambda value: value * (1 / 257) + 0.0).convert("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        sheet = Image.new("RGB", image.size, "white")
        sheet.paste(image, mask=image.getchannel("A"))
        image = sheet
    return image.convert("L")


def _square(picture: Any, cut: Cut) -> Square:
    from PIL import Image

    part = picture.width / 20
    left, top, right, bottom = (edge * part for edge in cut)
    box = (left, top, picture.width - right, picture.height - bottom)
    return Square(tuple(map(float, picture.resize((SIDE, SIDE), Image.Resampling.BOX, box=box).tobytes())))


def _turned(square: Square) -> Iterator[Square]:
    """As it is, upside down, on its sides, and each of them in a mirror."""
    rows = [square.greys[start : start + SIDE] for start in range(0, SIDE * SIDE, SIDE)]
    for _ in range(4):
        rows = [tuple(column) for column in zip(*reversed(rows), strict=True)]
        for faced in (rows, [tuple(reversed(row)) for row in rows]):
            yield Square(tuple(grey for row in faced for grey in row))
