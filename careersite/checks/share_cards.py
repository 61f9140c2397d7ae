"""Every title can be drawn on its share card: the typeface of the cards has the letters of Europe's Latin alphabets."""

from __future__ import annotations

from careersite.drawn.lettering import is_whole
from careersite.model import Rendered, Site
from careersite.problem import Problems
from careersite.studio import Studio


def share_cards(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    for page, card in studio.cards.values():
        if not is_whole(card.title):
            problems.warning(
                "share-card",
                f'The picture for sharing this page cannot show every letter of "{card.title}".',
                "It shows those that it can, or the name of the site. A picture of your own can be set in site.yml "
                "(share_image).",
                file=page.source.path,
                line=page.source.fields.lines.get(page.content_type.title_field, 0),
            )
