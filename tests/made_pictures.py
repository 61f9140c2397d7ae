"""Pictures as cameras, phones and programs make them, and sites that show them."""

from __future__ import annotations

import random
import struct
from io import BytesIO

from PIL import ExifTags, Image, ImageCms, ImageDraw, ImageFilter, PngImagePlugin

from tests.building import content

SECRET = "52.4068N Alice's own camera"
MARKS = (SECRET.encode(), SECRET.encode("utf-16-le"), b"Exif", b"eXIf", b"ns.adobe.com", b"xpacket", b"ICC_PROFILE",
         b"iCCP", b"ICCP", b"tEXt", b"iTXt", b"zTXt", b"Photoshop 3.0", b"XMP ", b"rICC", b"prof")  # fmt: skip


def hills(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Red at the top left, blue at the bottom right, and something for an encoder to do in between."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (across, Image.radial_gradient("L").resize((width, height)), down)).convert(mode)


def scene(seed: int, width: int = 640, height: int = 480) -> Image.Image:
    """Something with light, dark and edges everywhere, as a photograph has; another for each number."""
    choose = random.Random(seed)
    picture = Image.new("RGB", (width, height), tuple(choose.randrange(256) for _ in range(3)))
    pen = ImageDraw.Draw(picture)
    for _ in range(60):
        x, y, size = choose.randrange(width), choose.randrange(height), choose.randrange(10, width // 5)
        box = (x - size, y - size * choose.uniform(0.3, 1.5), x + size, y + size)
        colour = tuple(choose.randrange(256) for _ in range(3))
        (pen.ellipse if choose.random() < 0.6 else pen.rectangle)(box, colour)
    return picture.filter(ImageFilter.GaussianBlur(2))


def saved(picture: Image.Image, format_name: str = "JPEG", **options: object) -> bytes:
    file = BytesIO()
    picture.save(file, format_name, **options)
    return file.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: the place, the camera, and how it was held."""
    found = Image.Exif()
    found[ExifTags.Base.Orientation] = orientation
    found[ExifTags.Base.Make] = SECRET
    found.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (52.0, 24.0, 24.0), 29: SECRET})
    return found


XMP = f'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/">{SECRET}</x:xmpmeta><?xpacket end="w"?>'.encode()
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
# In the table of tags, what is red and what is blue change places.
SWAPPED = SRGB.replace(b"rXYZ", b"????", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"????", b"bXYZ", 1)


def phone_jpeg(picture: Image.Image, orientation: int = 1) -> bytes:
    data = saved(picture, exif=exif(orientation), comment=SECRET.encode(), xmp=XMP, icc_profile=SRGB, quality=90)
    iptc = b"Photoshop 3.0\0" + SECRET.encode()
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + data[2:] + SECRET.encode()


def told_png(picture: Image.Image) -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", SECRET)
    notes.add_itxt("Comment", SECRET)
    notes.add_text("Zipped", SECRET, zip=True)
    return saved(picture, "PNG", pnginfo=notes, exif=exif(), icc_profile=SRGB, dpi=(300, 300))


def page(*names: str, alt: str = "Hills") -> str:
    return content(title="Hills", body="".join(f"![{alt}](../images/{name})\n\n" for name in names))


def with_pictures(**files: bytes) -> dict[str, str | bytes]:
    """a_jpg=… → content/images/a.jpg, and a page that shows them all in their order."""
    named = {name.replace("_", "."): data for name, data in files.items()}
    return {**{f"content/images/{name}": data for name, data in named.items()}, "content/pages/a.md": page(*named)}


# Somebody with a photograph.
PERSON = content("testimonial").replace(
    "\n---\n", "\nphoto:\n  file: ../images/a.jpg\n  alt: A. Person on a bench\n  credit: B. Person\n---\n", 1
)


def opened(site, address: str) -> Image.Image:
    picture = Image.open(BytesIO(site.files[address.lstrip("/")]))
    picture.load()
    return picture


def in_set(srcset: str | None) -> list[tuple[str, int]]:
    return [(address, int(width[:-1])) for address, width in (one.split() for one in (srcset or "").split(", "))]


def of_pictures(site) -> dict[str, bytes]:
    return {path: data for path, data in site.files.items() if path.startswith(("images/", "files/"))}


def shown(site, address: str = "/a/") -> dict[str, Image.Image]:
    """The largest of each format on the page, decoded."""
    found = {}
    for node in site.page(address).tree.css("main source, main img"):
        path = in_set(node.attributes["srcset"])[-1][0]
        found[path.rpartition(".")[2]] = opened(site, path)
    return found


def near(one: tuple[int, ...], other: tuple[int, ...], most: int = 24) -> bool:
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))


def clear(mode: str = "RGBA") -> Image.Image:
    picture = hills(400, 300, "RGBA")
    picture.paste((0, 0, 0, 0), (0, 0, 200, 300))
    return picture.convert(mode)


def assert_nothing_is_left(site) -> None:
    pictures = of_pictures(site)
    assert pictures
    for path, data in pictures.items():
        assert [mark for mark in MARKS if mark in data] == [], path
        made = Image.open(BytesIO(data))
        assert set(made.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
                                  "background", "loop", "duration", "timestamp"}, path  # fmt: skip
        assert not made.getexif()
        assert data.count(b"\0\0\0\0IEND") <= 1
