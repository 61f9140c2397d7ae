"""All valid content comes in; what a campaign says that cannot be, alone or beside the others, is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from careersite.campaigns.run_rules import check_runs
from careersite.content_types.campaign import CAMPAIGN
from careersite.model import Content, Page
from careersite.problem import Problems, suggestion
from careersite.settings import SETTINGS_PATH, Settings


def check_campaigns(content: Content, problems: Problems) -> None:
    """Tells of every campaign, whether live or not: what is printed for one cannot wait for its day."""
    settings = content.settings_as_written
    campaigns = [page for page in content.as_written if page.content_type is CAMPAIGN]
    _check_channels(settings, problems)
    _check_tags(settings, problems)
    for names in content.unsound:
        _check_known(names.channels, names.path, settings, problems)
    for page in campaigns:
        _check_named_channels(page, settings, problems)
        _check_posts(page, content, problems)
        check_runs(page, settings.zone, problems)
        if page.values["expires"]:
            message = '"expires" would take the page away, and what is printed of a campaign would lead nowhere.'
            hint = 'Write "closes" instead: then the page stays, and says what to do now.'
            problems.error("campaign", message, hint, file=page.source.path, line=page.values["expires"].line)


# What stands in addresses


def _check_channels(settings: Settings, problems: Problems) -> None:
    for name, _ in _twice(values["name"] for values in settings.values["channels"]):
        message = f'"channels" has two channels called "{name}".'
        hint = "Rename one of them, or delete it: the name stands in short addresses."
        problems.error("channel", message, hint, file=SETTINGS_PATH, line=settings.lines["channels"])


def _check_tags(settings: Settings, problems: Problems) -> None:
    """A block that was copied for another channel, and still says where the first one's people come from."""
    by_tags: dict[tuple[str, str], str] = {}
    for one in settings.channels:
        other = by_tags.setdefault(one.tags, one.name)
        if other != one.name:
            tags = " and ".join(one.tags)
            message = f'The channels "{other}" and "{one.name}" have the same source and medium: {tags}.'
            hint = 'Give one of them another "source", or no figures could tell the two apart.'
            problems.error("channel", message, hint, file=SETTINGS_PATH, line=settings.lines["channels"])


def _check_named_channels(page: Page, settings: Settings, problems: Problems) -> None:
    targets = page.values["channels"]
    _check_known([(target.text, target.line) for target in targets], page.source.path, settings, problems)
    for name, number in _twice(target.text for target in targets):
        message = f'"channels" names "{name}" twice.'
        problems.error("channel", message, "Delete one of the two.", file=page.source.path, line=targets[number].line)


def _check_known(named: Iterable[tuple[str, int]], path: str, settings: Settings, problems: Problems) -> None:
    known = [channel.name for channel in settings.channels]
    for name, line in named:
        if name not in known:
            hint = suggestion(name, known) or f"The channels are: {', '.join(known)}. site.yml holds the list."
            problems.error("channel", f'"{name}" is not a channel of this site.', hint, file=path, line=line)


def _check_posts(page: Page, content: Content, problems: Problems) -> None:
    known = {channel.name: channel for channel in content.settings_as_written.channels}
    own = [target.text for target in page.values["channels"]]
    twice = {number for _, number in _twice(post["channel"].text for post in page.values["posts"])}
    for number, post in enumerate(page.values["posts"]):
        name, line = post["channel"].text, post["channel"].line
        text = content.facts.filled_in(post["text"])
        if name not in own:
            hint = suggestion(name, own) or f"Its channels are: {', '.join(own)}. Add it there, or delete this text."
            _tell_post(page, line, f'"posts" has a text for "{name}", which is no channel of this campaign.', hint,
                       problems)  # fmt: skip
        elif number in twice:
            _tell_post(page, line, f'"posts" has two texts for "{name}".', "Keep one of them.", problems)
        elif name in known and len(text) > known[name].length:
            over = len(text) - known[name].length
            message = f'The text for "{name}" has {len(text):,} characters, {over:,} more than fit there.'
            hint = f'Shorten it, or mend "length" of this channel in {SETTINGS_PATH}.'
            _tell_post(page, line, message, hint, problems)


def _tell_post(page: Page, line: int, message: str, hint: str, problems: Problems) -> None:
    problems.error("post", message, hint, file=page.source.path, line=line)


def _twice(names: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each name that stood before, with its number among them all."""
    seen: Counter[str] = Counter()
    for number, name in enumerate(names):
        seen[name] += 1
        if seen[name] == 2:
            yield name, number
