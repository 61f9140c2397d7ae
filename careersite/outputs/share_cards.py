"""The picture of each page that is shown where somebody shares it; none where site.yml names one for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careersite.inspection import Inspection
from careersite.model import OutputFile, Site
from careersite.studio import Studio


def share_cards(site: Site, studio: Studio, inspections: Mapping[str, Inspection]) -> Iterator[OutputFile]:
    pictures = studio.drawn([card for _, card in studio.cards.values()])
    for (address, (page, _)), picture in zip(studio.cards.items(), pictures, strict=True):
        yield OutputFile(address.lstrip("/"), picture, page.source.path)
