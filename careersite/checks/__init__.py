"""The drawer of checks; each looks at the finished files and tells what is wrong; the slower ones run in `check`."""

from careersite.checks.dates_to_come import dates_to_come, dates_to_come_strictly
from careersite.checks.device import device
from careersite.checks.facts_due import facts_due
from careersite.checks.footer_links import footer_links
from careersite.checks.headings import headings
from careersite.checks.host_limits import host_limits
from careersite.checks.identifiers import identifiers
from careersite.checks.job_postings import job_postings
from careersite.checks.left_overs import left_overs
from careersite.checks.links import links
from careersite.checks.orphans import orphans
from careersite.checks.outside import outside
from careersite.checks.people_due import people_due
from careersite.checks.published import published
from careersite.checks.reading import reading
from careersite.checks.share_cards import share_cards
from careersite.checks.statement_days import statement_days, statement_days_strictly
from careersite.checks.structured import structured
from careersite.checks.titles import titles
from careersite.checks.weight import weight
from careersite.checks.well_formed import well_formed

CHECKS = (
    links, left_overs, headings, identifiers, outside, titles, share_cards, host_limits, footer_links, device,
    statement_days, dates_to_come, published, job_postings,
)  # fmt: skip
SLOWER_CHECKS = (
    facts_due, people_due, orphans, reading, structured, weight, well_formed, statement_days_strictly,
    dates_to_come_strictly,
)  # fmt: skip
