"""Robots are told from people by the name that a program gives itself."""

from __future__ import annotations

import time

import crawleruseragents
import pytest

from careersite.results.agents import is_robot

pytestmark = pytest.mark.quick

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
ANDROID = "Mozilla/5.0 (Linux; Android 14; SM-S911B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
PEOPLE = [
    WINDOWS + "Chrome/142.0.0.0 Safari/537.36",
    WINDOWS + "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605",
    "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko",
    "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)",
    "Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.18",
    IPHONE + "Version/17.5 Mobile/15E148 Safari/604.1",
    IPHONE + "CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1",
    IPHONE + "GSA/320.0.6 Mobile/15E148 Safari/604.1",
    IPHONE + "Mobile/15E148 [LinkedInApp]/9.29.7962",
    IPHONE + "Mobile/15E148 [FBAN/FBIOS;FBAV/470.1.0.43.103;FBBV/618301983;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS]",
    IPHONE + "Mobile/15E148 Instagram 335.0.0.0 (iPhone14,5; iOS 17_5; en_GB; scale=3.00; 1170x2532; 600000000)",
    IPHONE + "Mobile/15E148 [Pinterest/iOS]",
    IPHONE + "Version/17.5 Mobile/15E148 Safari/604.1 Snapchat/12.90.0.46 (like Safari/8617.2.4.10.8, panda)",
    IPHONE + "Version/17.5 Mobile/15E148 Safari/604.1 Twitter for iPhone/10.50",
    IPHONE + "Version/17.5 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15",
    IPHONE + "Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/en",
    IPHONE + "Mobile/21F79 musical_ly_34.5.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en Region/GB",
    ANDROID + "Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/470.0.0.0;]",
    ANDROID + "Version/4.0 Chrome/146.0.7680.174 Mobile Safari/537.36 MetaIAB Facebook",
    "Mozilla/5.0 (Linux; Android 12; CUBOT P60) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile",
    ANDROID + "SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36",
]  # fmt: skip
UNFURLERS = [
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Slack-ImgProxy (+https://api.slack.com/robots)",
    "WhatsApp/2.23.20.0",
    "TelegramBot (like TwitterBot)",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com",
    WINDOWS.replace("Gecko", "Gecko; compatible; bingbot/2.0") + "Chrome/116.0.1938.76 Safari/537.36",
    "Mozilla/4.0 (compatible; ms-office; MSOffice 16)",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "Signal/6.0",
    "kube-probe/1.29", "ELB-HealthChecker/2.0", "GoogleHC/1.0", "UptimeRobot/2.0", "Pingdom.com_bot_version_1.4",
    "curl/8.5.0", "python-requests/2.31", "Go-http-client/2.0", "Wget/1.21", "-", "",
]  # fmt: skip


@pytest.mark.parametrize("agent", PEOPLE)
def test_browsers_are_people_also_those_inside_apps(agent):
    assert not is_robot(agent.encode())


@pytest.mark.parametrize("agent", UNFURLERS)
def test_robots_previews_of_links_and_health_checks_are_none(agent):
    assert is_robot(agent.encode())


def test_the_robots_that_the_largest_public_list_knows_are_known():
    """Of those it has wrongly (Instagram on one telephone, Facebook's browser) and a few small ones we know nothing."""
    known = [agent for one in crawleruseragents.CRAWLER_USER_AGENTS_DATA for agent in one["instances"]]
    missed = [agent for agent in known if not is_robot(agent.encode())]
    assert len(known) > 2000
    assert len(missed) < len(known) * 0.015


def test_a_name_made_to_take_long_takes_no_longer():
    began = time.perf_counter()
    for agent in (
        b"Mozilla/" + b"a" * 100_000,
        b"Mozilla/" + b"compatible;" + b" " * 100_000,
        b"Mozilla/" + b"cu" * 50_000,
    ):
        is_robot(agent)
    assert time.perf_counter() - began < 1
