"""A page: any text with an address of its own, such as the home page or the city."""

from careersite.content_type import TITLE, ContentType
from careersite.fields import Field, ListOf
from careersite.kinds import WholeNumber, Words
from careersite.naming_kinds import Link

PAGE = ContentType(
    name="page",
    plural="pages",
    folder="pages",
    about="Any text with an address of its own. The path of the file is its address: pages/city.md is /city/.",
    has_folders=True,
    own_fields=(
        TITLE,
        Field("short_title", Words(40), "A shorter title for menus and the trail at the top of a page"),
        Field("menu", WholeNumber(1, 99), "Its place in the main menu; leave out to keep it off the menu", example="2"),
        Field("first_steps", ListOf(Link(), most=2), "Pages offered as buttons right below the heading",
              example="/routes/"),
        Field("footer_menu", WholeNumber(1, 99), "Its place in the menu at the foot of every page", example="1"),
    ),
)  # fmt: skip
