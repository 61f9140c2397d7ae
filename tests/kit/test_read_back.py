"""No code is given out that a reader takes for another address, or cannot read at all."""

from dataclasses import replace

import pytest

from careersite.kit import qr
from careersite.kit.read_back import read_back
from careersite.kit.unprintable import Unprintable

MADE = qr.code("https://careers.example/go/fair/poster")
OTHER = qr.code("https://careers.example/go/fair/stand")


def test_a_code_that_holds_its_address_passes():
    assert read_back(MADE, qr.svg(MADE), qr.png(MADE)) is None


@pytest.mark.parametrize("drawn", [(qr.svg(OTHER), qr.png(MADE)), (qr.svg(MADE), qr.png(OTHER))])
def test_a_code_that_leads_elsewhere_is_refused_in_each_form(drawn):
    with pytest.raises(Unprintable, match=r"is read as https://careers\.example/go/fair/stand"):
        read_back(MADE, *drawn)


def test_a_code_that_no_reader_finds_is_refused():
    spoilt = replace(
        MADE, rows=tuple(row if number > 8 else (False,) * len(row) for number, row in enumerate(MADE.rows))
    )
    with pytest.raises(Unprintable, match="is read as nothing"):
        read_back(MADE, qr.svg(spoilt), qr.png(spoilt))
