"""The drawer of content types; this table is the whole list, and its order is the order in the guide."""

from careersite.content_type import ContentType
from careersite.content_types.answer import ANSWER
from careersite.content_types.campaign import CAMPAIGN
from careersite.content_types.fact import FACT
from careersite.content_types.notice import NOTICE
from careersite.content_types.page import PAGE
from careersite.content_types.reward import REWARD
from careersite.content_types.role import ROLE
from careersite.content_types.route import ROUTE
from careersite.content_types.stage import STAGE
from careersite.content_types.statement import STATEMENT
from careersite.content_types.testimonial import TESTIMONIAL

CONTENT_TYPES: tuple[ContentType, ...] = (
    PAGE, TESTIMONIAL, ROUTE, REWARD, STAGE, ROLE, ANSWER, CAMPAIGN, STATEMENT, NOTICE, FACT,
)  # fmt: skip

BY_NAME = {content_type.name: content_type for content_type in CONTENT_TYPES}
BY_FOLDER = {content_type.folder: content_type for content_type in CONTENT_TYPES if content_type.has_address}
