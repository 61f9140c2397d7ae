"""The settings of the Pelican peer: its defaults, with addresses, feed and sitemap as in the other sites."""

SITENAME = "Example Borough"
SITEURL = "https://careers.example.org"
PATH = "content"
OUTPUT_PATH = "public"
# The folder pages/ holds articles like the others.
PAGE_PATHS = []
THEME = "theme"
THEME_STATIC_DIR = "."
TIMEZONE = "Europe/London"
DEFAULT_LANG = "en"
DEFAULT_DATE_FORMAT = "%d %B %Y"

ARTICLE_URL = "{category}/{slug}/"
ARTICLE_SAVE_AS = "{category}/{slug}/index.html"
CATEGORY_URL = "{slug}/"
CATEGORY_SAVE_AS = "{slug}/index.html"
AUTHOR_SAVE_AS = TAG_SAVE_AS = ""
DEFAULT_PAGINATION = False
DIRECT_TEMPLATES = ["index", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"

FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

MARKDOWN = {
    "extensions": ["markdown.extensions.meta", "markdown.extensions.tables", "markdown.extensions.footnotes",
                   "markdown.extensions.toc"],
    "output_format": "html5",
}  # fmt: skip
