"""The texts of the kit: what they say in each state, that they fit, and that they hold the address of their channel."""

from __future__ import annotations

from dataclasses import replace

import pytest

from careersite.campaigns.channel import USUAL
from careersite.kit.sayings import Sayings
from careersite.kit.texts import aloud, counted, made_text, own_text, signature

LINKEDIN, EMAIL, POSTER, STAND, TALK, PARTNER = USUAL
SHORT = "careers.example/go/compass"

FAIR = Sayings(
    title="Compass jobs fair",
    message="Come and meet the people you would work with.",
    audience="Newly qualified social workers",
    organisation="Example Council",
    site_name="Example careers",
    state="open",
    when="Friday 12 March 2027, 10am to 3pm",
    day="Friday 12 March 2027",
    where="City Hall, 1 High Street",
    call="Come and talk to us",
)
ROUND = replace(FAIR, title="Return to practice", closes="Sunday 31 January 2027, 5pm", when="", day="", where="")


def test_a_post_says_what_when_and_where_and_how_to_go_on():
    assert made_text(FAIR, LINKEDIN, f"{SHORT}/linkedin").words == (
        "Compass jobs fair\n\n"
        "Come and meet the people you would work with.\n\n"
        "Who it is for: Newly qualified social workers\n"
        "When: Friday 12 March 2027, 10am to 3pm\n"
        "Where: City Hall, 1 High Street\n\n"
        "Come and talk to us: https://careers.example/go/compass/linkedin"
    )


def test_an_email_has_a_subject_and_ends_with_who_sends_it():
    text = made_text(FAIR, EMAIL, f"{SHORT}/email")
    assert text.subject == "Compass jobs fair"
    assert text.words.startswith("Hello,\n\nCome and meet")
    assert text.words.endswith("https://careers.example/go/compass/email\n\nExample Council")


def test_a_talk_spells_the_address_in_words():
    assert made_text(FAIR, TALK, SHORT).words == (
        "Compass jobs fair. Come and meet the people you would work with. "
        "It is on Friday 12 March 2027, 10am to 3pm, at City Hall, 1 High Street. "
        "Find out more: careers dot example slash go slash compass"
    )
    assert aloud("jobs.a-b.example/go/x") == "jobs dot a hyphen b dot example slash go slash x"


def test_on_paper_the_address_is_without_https():
    assert made_text(FAIR, POSTER, f"{SHORT}/poster").words.endswith(
        "Come and talk to us: careers.example/go/compass/poster"
    )


def test_a_partner_is_told_who_asks():
    assert made_text(FAIR, PARTNER, f"{SHORT}/partner").words.startswith("Example Council: Compass jobs fair\n")


@pytest.mark.parametrize(
    ("state", "more", "said", "unsaid"),
    [
        ("before", {"opens": "Monday 11 January 2027", "before_opening": "Bring your questions."},
         ["It opens on Monday 11 January 2027.", "Bring your questions.", "Closes: Sunday 31 January 2027, 5pm"],
         ["closed"]),
        ("open", {}, ["Closes: Sunday 31 January 2027, 5pm"], ["It closes on", "It opens"]),
        ("closing", {}, ["It closes on Sunday 31 January 2027, 5pm."], ["Closes:"]),
        ("closed", {"after_closing": "The next one is in May."},
         ["It closed on Sunday 31 January 2027, 5pm.", "The next one is in May.", "What you can do now: https://"],
         ["Come and", "Who it is for"]),
    ],
)  # fmt: skip
def test_each_state_has_a_text_of_its_own(state, more, said, unsaid):
    words = made_text(replace(ROUND, state=state, **more), LINKEDIN, f"{SHORT}/linkedin").words
    assert [one for one in said if one not in words] == []
    assert [one for one in unsaid if one in words] == []


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        (replace(ROUND, state="closing"), "Closing soon: Return to practice"),
        (replace(FAIR, state="closing"), "Soon: Compass jobs fair"),
        (replace(FAIR, state="closed"), "Closed: Compass jobs fair"),
        (replace(FAIR, is_cancelled=True), "Cancelled: Compass jobs fair"),
    ],
)
def test_the_subject_says_what_is_urgent_or_over(said, subject):
    assert made_text(said, EMAIL, SHORT).subject == subject


def test_of_a_cancelled_event_nobody_is_told_to_come():
    for channel in USUAL:
        words = made_text(replace(FAIR, is_cancelled=True), channel, SHORT).words
        assert "This event is cancelled. It was to be on Friday 12 March 2027, 10am to 3pm." in words
        assert "Come and" not in words
        assert "Where:" not in words


def test_nothing_is_said_that_the_editor_has_not_said():
    bare = Sayings("Fair", "Come.", "Graduates", "Example Council", "Example careers", "open")
    assert made_text(bare, LINKEDIN, SHORT).words == (
        f"Fair\n\nCome.\n\nWho it is for: Graduates\n\nFind out more: https://{SHORT}"
    )


# How long


@pytest.mark.parametrize("kind", [LINKEDIN, EMAIL, POSTER, TALK, PARTNER], ids=lambda one: one.name)
def test_every_length_is_kept_and_what_matters_least_goes_first(kind):
    long = replace(FAIR, message="Come. " * 30, where="City Hall " * 20, before_opening="B " * 140, state="before",
                   opens="Monday 11 January 2027")  # fmt: skip
    for most in range(60, 1500, 20):
        text = made_text(long, replace(kind, length=most), SHORT)
        if text.fits:
            assert text.length == counted(text.words) <= most
            assert SHORT in text.words or aloud(SHORT) in text.words
        else:
            assert most < 90
    short = made_text(long, replace(kind, length=120), SHORT)
    assert short.is_shortened
    assert not made_text(FAIR, replace(kind, length=2000), SHORT).is_shortened


@pytest.mark.parametrize("channel", [LINKEDIN, EMAIL, POSTER, PARTNER], ids=lambda one: one.name)
def test_where_little_fits_the_day_and_the_place_of_an_event_stay_longer_than_whom_it_is_for(channel):
    long = replace(FAIR, audience="Newly qualified social workers and their friends " * 3)
    words = made_text(long, replace(channel, length=280), SHORT).words
    assert "When: Friday 12 March 2027, 10am to 3pm\nWhere: City Hall, 1 High Street\n\n" in words
    assert "Who it is for" not in words
    tight = made_text(replace(long, message="Come. " * 33), replace(channel, length=170), SHORT)
    assert tight.fits
    assert "When: Friday 12 March 2027, 10am to 3pm\n\n" in tight.words


def test_before_it_opens_nobody_takes_that_day_for_the_day_of_the_fair():
    before = replace(FAIR, state="before", opens="Monday 15 February 2027")
    for channel in USUAL:
        words = made_text(before, channel, SHORT).words
        assert "Friday 12 March 2027" in words
        assert "February" not in words


def test_an_emoji_counts_as_two_and_a_short_link_as_much_as_the_network_that_counts_most():
    assert counted("Come 🎓") == 7
    assert counted("https://a.uk/go/ab") == 23
    assert counted(f"https://{SHORT}/linkedin") == 43


# Texts of editors


@pytest.mark.parametrize(
    ("own", "channel", "whole"),
    [
        ("Come!", LINKEDIN, f"Come!\n\nhttps://{SHORT}"),
        (f"See {SHORT} first.", LINKEDIN, f"See {SHORT} first."),
        (f"See HTTPS://{SHORT.upper()}!", LINKEDIN, f"See HTTPS://{SHORT.upper()}!"),
        (f"See {SHORT}-2", LINKEDIN, f"See {SHORT}-2\n\nhttps://{SHORT}"),
        ("Come!", POSTER, f"Come!\n\n{SHORT}"),
        ("Come to", TALK, f"Come to {aloud(SHORT)}"),
        (f"Go to {aloud(SHORT)}.", TALK, f"Go to {aloud(SHORT)}."),
    ],
)
def test_a_text_of_an_editor_gets_the_address_unless_it_holds_it(own, channel, whole):
    text = own_text(own, FAIR, channel, SHORT)
    assert (text.words, text.is_own) == (whole, True)


# The line below e-mails


@pytest.mark.parametrize(
    ("own", "words", "line"),
    [
        ("", "Compass jobs fair, Friday 12 March 2027",
         f"Compass jobs fair, Friday 12 March 2027: https://{SHORT}/email"),
        ("Work with us.", "Work with us.", f"Work with us. https://{SHORT}/email"),
        (f"Work with us: {SHORT}/email", f"Work with us: {SHORT}/email", f"Work with us: {SHORT}/email"),
        (f"Work with us: {SHORT}", f"Work with us: {SHORT}", f"Work with us: {SHORT}"),
        (f"See {SHORT}-2", f"See {SHORT}-2", f"See {SHORT}-2: https://{SHORT}/email"),
    ],
)  # fmt: skip
def test_the_line_below_emails_holds_the_address_once(own, words, line):
    assert signature(replace(FAIR, signature=own), f"{SHORT}/email", SHORT) == (words, line)


def test_the_line_below_emails_parts_the_day_from_a_title_as_that_ends():
    assert (
        signature(replace(FAIR, title="A first post?"), f"{SHORT}/email", SHORT)[0]
        == "A first post? Friday 12 March 2027"
    )
