"""What stands on a page comes in, in millimetres; out goes a PDF of one page, tagged for those who have it read aloud.

Written here and not by a library; docs/architecture.md says why. Nothing is compressed but pictures, as the little that
there is needs it less than the same bytes everywhere, and one zlib does not give those of another.
ISO 32000-1 says how a PDF is built, ISO 14289-1 how it is tagged.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import count, groupby
from typing import Literal

from careersite.colours.colours import channels
from careersite.drawn.lettering import Weight
from careersite.kit.typeface import Typeface, typeface

POINTS = 72 / 25.4  # of a millimetre
# What a part of a page is; Artifact is ornament, of which nothing is said aloud. What is an LI becomes part of a list.
Role = Literal["H1", "H2", "P", "LI", "Figure", "Artifact"]


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Outlines:
    """Closed lines, of which all is filled that lies within an odd number."""

    lines: tuple[tuple[tuple[float, float], ...], ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Row:
    """Words on one line; `points` is the size of the letters."""

    text: str
    left: float
    baseline: float
    points: float
    weight: Weight
    colour: str


@dataclass(frozen=True, slots=True)
class Picture:
    """`rows` are its dots as PNG packs them, three bytes a dot."""

    left: float
    top: float
    width: float
    height: float
    dots: tuple[int, int]
    rows: bytes


Mark = Box | Outlines | Row | Picture


@dataclass(frozen=True, slots=True)
class Part:
    """What belongs together, in the order of reading; `alt` is what a figure shows, `link` where a P leads."""

    role: Role
    marks: tuple[Mark, ...]
    alt: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    width: float
    height: float
    parts: tuple[Part, ...]


def document(page: Page, title: str, language: str) -> bytes:
    """The page as a PDF file, the same bytes every time."""
    # XML has no room for control characters, and one of the two titles of a PDF is XML.
    return _Document(page, "".join(sign for sign in title if sign.isprintable()), language).written()


class _Document:
    """Gathers the objects of a file; a number is given out before what it stands for is known."""

    def __init__(self, page: Page, title: str, language: str) -> None:
        self.page, self.title, self.language = page, title, language
        self.objects: list[bytes] = []
        self.pictures: dict[bytes, tuple[str, int]] = {}
        self.used: dict[Weight, dict[int, str]] = {}
        self.parents: list[int] = []
        self.links: list[tuple[int, int]] = []  # each with the element that it belongs to

    def written(self) -> bytes:
        catalog, pages, leaf, root, whole = (self.reserve() for _ in range(5))
        numbers = count()
        content = b"".join(self._part(part, numbers) for part in self.page.parts)
        self.fill(catalog, self._catalog(pages, root))
        self.fill(pages, f"<< /Type /Pages /Kids [{leaf} 0 R] /Count 1 >>")
        self.fill(whole, _element("Document", root, self._structure(whole, leaf)))
        self.fill(leaf, self._leaf(pages, self.stream("", content)))
        belonging = " ".join(f"{place} {element} 0 R" for place, (_, element) in enumerate(self.links, 1))
        parents = f"/ParentTree << /Nums [0 [{_references(self.parents)}] {belonging}] >>"
        self.fill(root, f"<< /Type /StructTreeRoot /K {whole} 0 R {parents} >>")
        described = self.add(f"<< /Title {_words(self.title)} >>")
        return self._file(catalog, described)

    def reserve(self) -> int:
        self.objects.append(b"")
        return len(self.objects)

    def fill(self, number: int, written: str | bytes) -> None:
        self.objects[number - 1] = written.encode("ascii") if isinstance(written, str) else written

    def add(self, written: str | bytes) -> int:
        number = self.reserve()
        self.fill(number, written)
        return number

    def stream(self, keys: str, content: bytes) -> int:
        head = f"<< {keys} /Length {len(content)} >>\nstream\n".encode("ascii")
        return self.add(head + content + b"\nendstream")

    def _catalog(self, pages: int, root: int) -> str:
        described = self.stream("/Type /Metadata /Subtype /XML", _described(self.title, self.language))
        return (
            f"<< /Type /Catalog /Pages {pages} 0 R /StructTreeRoot {root} 0 R /MarkInfo << /Marked true >> "
            f"/Lang {_words(self.language)} /ViewerPreferences << /DisplayDocTitle true /PrintScaling /None >> "
            f"/Metadata {described} 0 R >>"
        )

    def _leaf(self, pages: int, content: int) -> str:
        fonts = " ".join(f"/{weight} {self._font(weight)} 0 R" for weight in sorted(self.used))
        pictures = " ".join(f"/{name} {number} 0 R" for name, number in self.pictures.values())
        size = f"{_number(self.page.width * POINTS)} {_number(self.page.height * POINTS)}"
        return (
            f"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 {size}] /Contents {content} 0 R /StructParents 0 "
            f"/Tabs /S /Annots [{_references([number for number, _ in self.links])}] "
            f"/Resources << /Font << {fonts} >> /XObject << {pictures} >> >> >>"
        )

    def _part(self, part: Part, numbers: Iterator[int]) -> bytes:
        marks = "\n".join(line for mark in part.marks for line in self._mark(mark))
        is_ornament = part.role == "Artifact"
        begins = "/Artifact BMC" if is_ornament else f"/{_inner(part.role)} << /MCID {next(numbers)} >> BDC"
        return f"{begins}\n{marks}\nEMC\n".encode("ascii")

    def _mark(self, mark: Mark) -> Iterator[str]:
        """In operators of PDF, for which the page begins at its foot: ISO 32000-1, annex A."""
        if isinstance(mark, Picture):
            yield f"q {self._lengths(mark.width)} 0 0 {self._lengths(mark.height)} {self._at(mark)} cm"
            yield f"/{self._picture(mark)} Do Q"
            return
        yield " ".join(_number(channel / 255) for channel in channels(mark.colour)) + " rg"
        if isinstance(mark, Box):
            yield f"{self._at(mark)} {self._lengths(mark.width, mark.height)} re f"
        elif isinstance(mark, Row):
            start = self._point(mark.left, mark.baseline)
            yield f"BT /{mark.weight} {_number(mark.points)} Tf {start} Td [{self._letters(mark)}] TJ ET"
        else:
            for line in mark.lines:
                points = [self._point(x, y) for x, y in line]
                yield f"{points[0]} m {' '.join(f'{point} l' for point in points[1:])} h"
            yield "f*"

    def _point(self, x: float, y: float) -> str:
        return self._lengths(x, self.page.height - y)

    def _at(self, mark: Box | Picture) -> str:
        """The lower left corner."""
        return self._point(mark.left, mark.top + mark.height)

    def _lengths(self, *millimetres: float) -> str:
        return " ".join(_number(length * POINTS) for length in millimetres)

    def _letters(self, row: Row) -> str:
        """`<0012> 40 <0031>`: glyphs, and by how many thousandths what follows stands nearer."""
        face = typeface(row.weight)
        numbers = face.numbers(row.text)
        self.used.setdefault(row.weight, {}).update(zip(numbers, row.text, strict=True))
        written, before = "<", None
        for number in numbers:
            kern = 0 if before is None else face.kern(before, number)
            written += f"> {_number(-1000 * kern / face.em)} <{number:04X}" if kern else f"{number:04X}"
            before = number
        return written + ">"

    def _picture(self, picture: Picture) -> str:
        if picture.rows not in self.pictures:
            across, down = picture.dots
            keys = (
                f"/Type /XObject /Subtype /Image /Width {across} /Height {down} /ColorSpace /DeviceRGB "
                f"/BitsPerComponent 8 /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors 3 /Columns {across} >>"
            )
            self.pictures[picture.rows] = f"Picture{len(self.pictures)}", self.stream(keys, picture.rows)
        return self.pictures[picture.rows][0]

    def _font(self, weight: Weight) -> int:
        face, used = typeface(weight), self.used[weight]
        program = face.cut_down(used)
        # Six letters before the name say that this is not the whole font.
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
        name = f"{tag}+{face.name}"
        file = self.stream(f"/Length1 {len(program)}", program)
        widths = " ".join(f"{n} [{_number(_thousandths(face, face.advances[n]))}]" for n in sorted(used))
        inner = self.add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDToGIDMap /Identity /DW 0 /W [{widths}] "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/FontDescriptor {self.add(_descriptor(face, name, file))} 0 R >>"
        )
        return self.add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{inner} 0 R] "
            f"/ToUnicode {self.stream('', _in_unicode(used))} 0 R >>"
        )

    def _structure(self, whole: int, leaf: int) -> str:
        """What the document consists of; gathers on the way what each number in the page's content belongs to."""
        kids: list[int] = []
        for is_list, parts in groupby((part for part in self.page.parts if part.role != "Artifact"), _is_entry):
            above = self.reserve() if is_list else whole
            held = [self._element(part, above, leaf) for part in parts]
            if is_list:
                self.fill(above, _element("L", whole, _references(held)))
            kids += [above] if is_list else held
        return _references(kids)

    def _element(self, part: Part, above: int, leaf: int) -> int:
        """A part of the document; an entry holds its text, and a text that leads somewhere a link."""
        number, kind, content = self.reserve(), _inner(part.role), f"{len(self.parents)}"
        outer = "LI" if part.role == "LI" else "P" if part.link else ""
        inner = self.reserve() if outer else number
        if part.link:
            kind = "Link"
            content += f" << /Type /OBJR /Obj {self._leading(part, inner)} 0 R >>"
        alt = f" /Alt {_words(part.alt)} {self._extent(part)}" if part.alt else ""
        self.fill(inner, _element(kind, number if outer else above, content, f" /Pg {leaf} 0 R{alt}"))
        if outer:
            self.fill(number, _element(outer, above, f"{inner} 0 R"))
        self.parents.append(inner)
        return number

    def _extent(self, part: Part) -> str:
        """How far a figure reaches: ISO 14289-1, section 7.3."""
        points = [point for mark in part.marks if isinstance(mark, Outlines) for line in mark.lines for point in line]
        for mark in part.marks:
            if isinstance(mark, Picture):
                points += [(mark.left, mark.top), (mark.left + mark.width, mark.top + mark.height)]
        across, down = zip(*points, strict=True)
        box = f"{self._point(min(across), max(down))} {self._point(max(across), min(down))}"
        return f"/A << /O /Layout /Placement /Block /BBox [{box}] >>"

    def _leading(self, part: Part, element: int) -> int:
        """Where one can click; it has a number of its own in the list of what belongs to what."""
        rows = [mark for mark in part.marks if isinstance(mark, Row)]
        right = max(row.left + typeface(row.weight).width(row.text) * row.points / POINTS for row in rows)
        lowest = max(row.baseline + row.points / POINTS / 4 for row in rows)
        highest = min(row.baseline - row.points / POINTS for row in rows)
        sides = f"{self._point(min(row.left for row in rows), lowest)} {self._point(right, highest)}"
        self.links.append((self.reserve(), element))
        self.fill(
            self.links[-1][0],
            f"<< /Type /Annot /Subtype /Link /Rect [{sides}] /Border [0 0 0] /F 4 /StructParent {len(self.links)} "
            f"/Contents {_words(part.link)} /A << /S /URI /URI <{part.link.encode().hex()}> >> >>",
        )
        return self.links[-1][0]

    def _file(self, catalog: int, described: int) -> bytes:
        # Bytes above 127 in the second line tell other programs not to take it for text.
        written, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
        for number, body in enumerate(self.objects, 1):
            places.append(len(written))
            written += f"{number} 0 obj\n".encode("ascii") + body + b"\nendobj\n"
        mark = hashlib.sha256(written).hexdigest()[:32]
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        tail = (
            f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(places) + 1} "
            f"/Root {catalog} 0 R /Info {described} 0 R /ID [<{mark}> <{mark}>] >>\nstartxref\n{len(written)}\n%%EOF\n"
        )
        return written + tail.encode("ascii")


def _is_entry(part: Part) -> bool:
    return part.role == "LI"


def _inner(role: Role) -> str:
    return "LBody" if role == "LI" else role


def _element(kind: str, above: int, content: str, more: str = "") -> str:
    return f"<< /Type /StructElem /S /{kind} /P {above} 0 R /K [{content}]{more} >>"


def _references(numbers: list[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)


def _number(value: float) -> str:
    """12.500 → 12.5, -0.0001 → 0"""
    written = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def _words(text: str) -> str:
    """As UTF-16, whatever letters they have: ISO 32000-1, section 7.9.2."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def _thousandths(face: Typeface, units: int) -> float:
    return 1000 * units / face.em


def _descriptor(face: Typeface, name: str, file: int) -> str:
    box = " ".join(_number(_thousandths(face, side)) for side in face.box)
    ascent, descent, capital = (_number(_thousandths(face, of)) for of in (face.ascent, face.descent, face.capital))
    return (
        f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{box}] /ItalicAngle 0 /StemV 80 "
        f"/Ascent {ascent} /Descent {descent} /CapHeight {capital} /FontFile2 {file} 0 R >>"
    )


def _in_unicode(used: dict[int, str]) -> bytes:
    """Which character each glyph stands for, so that words can be found, copied and read aloud."""
    pairs = [f"<{number:04X}> <{used[number].encode('utf-16-be').hex().upper()}>" for number in sorted(used)]
    # No more than a hundred at a time: Adobe Technical Note 5014, section 1.4.
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    listed = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{listed}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _described(title: str, language: str) -> bytes:
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()
