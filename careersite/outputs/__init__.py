"""The drawer of outputs; each takes the site, the studio and the inspections of the pages, and yields files.

The pages themselves come first and from render.py; this table is all the rest, in the order in which it is asked.
"""

from careersite.outputs.assets import assets
from careersite.outputs.events import events
from careersite.outputs.feed import feed
from careersite.outputs.gone import gone
from careersite.outputs.icons import icons
from careersite.outputs.media import media
from careersite.outputs.moments import moments
from careersite.outputs.not_found import not_found
from careersite.outputs.redirects import redirects
from careersite.outputs.robots import robots
from careersite.outputs.search_index import search_index
from careersite.outputs.share_cards import share_cards
from careersite.outputs.sitemap import sitemap

OUTPUTS = (not_found, gone, redirects, assets, icons, media, share_cards, search_index, sitemap, feed, robots,
           moments, events)  # fmt: skip
