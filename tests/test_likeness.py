"""A picture is known again whatever was made of it, and is not taken for any other."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageEnhance

from careersite.withdrawal.likeness import Likeness, Seen, is_picture, words_beside
from tests.building import ENGINE
from tests.made_pictures import SECRET, exif, phone_jpeg, saved, scene, told_png

WHOLE = scene(1)
OWN = Likeness(saved(WHOLE))


def sized(width: int) -> Image.Image:
    return WHOLE.resize((width, WHOLE.height * width // WHOLE.width), Image.Resampling.LANCZOS)


def cut(left: float, top: float, right: float, bottom: float) -> Image.Image:
    """Parts of a hundred are cut off, then it is made as wide as high, as for a portrait in a circle."""
    width, height = WHOLE.size
    box = (width * left // 100, height * top // 100, width * (100 - right) // 100, height * (100 - bottom) // 100)
    return WHOLE.crop(tuple(map(int, box))).resize((300, 300))


MADE = {
    "small AVIF": saved(sized(360), "AVIF", quality=50),
    "WebP": saved(sized(320), "WEBP", quality=60),
    "a stamp as JPEG": saved(sized(90), quality=40),
    "PNG": saved(sized(200), "PNG"),
    "GIF of 64 colours": saved(sized(200).quantize(64), "GIF"),
    "TIFF": saved(sized(200), "TIFF"),
    "grey": saved(WHOLE.convert("L")),
    "bright": saved(ImageEnhance.Brightness(WHOLE).enhance(1.2)),
    "pale": saved(ImageEnhance.Contrast(WHOLE).enhance(0.7)),
    "in a mirror": saved(WHOLE.transpose(Image.Transpose.FLIP_LEFT_RIGHT)),
    "on its side": saved(WHOLE.rotate(90, expand=True)),
    "turned by the camera": saved(WHOLE.rotate(90, expand=True), exif=exif(6)),
    "cut evenly": saved(cut(10, 10, 10, 10)),
    "cut at one side": saved(cut(7, 0, 0, 0)),
    "cut unevenly": saved(cut(3, 8, 6, 2)),
    "cut to a square": saved(cut(12, 0, 13, 0)),
    "cut by a third": saved(cut(15, 15, 15, 15)),
}


@pytest.mark.parametrize("how", MADE)
def test_a_picture_is_known_again(how):
    assert is_picture(MADE[how])
    assert OWN.is_in(Seen(MADE[how]))


def test_other_pictures_are_not_taken_for_it():
    others = [saved(scene(seed)) for seed in range(2, 40)]
    assert [number for number, data in enumerate(others) if OWN.is_in(Seen(data))] == []


def test_no_two_of_many_pictures_are_taken_for_one_another():
    seen = [(seed, Seen(saved(scene(seed).resize((320, 240))))) for seed in range(12)]
    looks = [(seed, Likeness(saved(scene(seed)))) for seed in range(12)]
    assert {(a, b) for a, like in looks for b, one in seen if like.is_in(one)} == {(seed, seed) for seed in range(12)}


@pytest.mark.slow
def test_no_share_card_icon_or_weave_of_the_real_site_is_taken_for_a_photograph(real_site):
    drawn = {path: data for path, data in real_site.files.items() if path.endswith((".png", ".webp", ".avif"))}
    assert len(drawn) > 90
    looks = [Likeness(saved(scene(seed))) for seed in range(6)]
    world = Path(ENGINE, "careersite/preview/example_world/content/images/example.jpg").read_bytes()
    looks += [Likeness(data) for data in (world,) if Likeness(data).is_known]
    assert [path for path, data in drawn.items() if any(like.is_in(Seen(data)) for like in looks)] == []


def test_an_even_area_is_like_nothing():
    grey = saved(Image.new("RGB", (400, 300), (120, 130, 120)))
    assert not Likeness(grey).is_known
    assert not Likeness(grey).is_in(Seen(grey))


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\nnothing", saved(WHOLE)[:900]])
def test_what_cannot_be_decoded_is_no_picture_of_anybody(data):
    assert not OWN.is_in(Seen(data))


@pytest.mark.parametrize("data", [phone_jpeg(WHOLE), told_png(WHOLE)])
def test_what_a_camera_or_a_program_wrote_beside_the_pixels_is_read(data):
    assert SECRET in words_beside(data)


def test_each_frame_of_a_moving_picture_is_looked_at():
    file = BytesIO()
    scene(9).quantize(64).save(file, "GIF", save_all=True, append_images=[sized(640).quantize(64)])
    assert OWN.is_in(Seen(file.getvalue()))
