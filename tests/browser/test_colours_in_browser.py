"""The table of pairs is complete: whatever a page shows in a real browser, one colour on another, stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, CDPSession, Page, Route

from careersite.colours.palette import PAIRS, ROLES, SCHEMES
from careersite.preview import answer
from tests.building import ENGINE, Built, built

HOST = "http://site.example"
# A colour for each role that no other has, so that what a browser computed says which role it was.
OF_ROLE = {f"rgb({number + 1}, 80, 160)": role for number, role in enumerate(ROLES)}
DYED = ":root{" + "".join(f"--{role}:{colour} !important;" for colour, role in OF_ROLE.items()) + "}"
STILL = "*,*::before,*::after{transition:none !important;animation:none !important}"
REACHED = "a, button, summary, input, select, textarea, label, [tabindex]"

# What is read below `root`, each as [colour, ground, what it is]; `root` itself may have a frame.
SEEN = r"""
root => {
  const clear = colour => /^rgba\(.*, 0\)$|^transparent$|^none$/.test(colour);
  const grounds = (element, pseudo) => {
    for (let one = element; one; one = one.parentElement, pseudo = undefined) {
      const style = getComputedStyle(one, pseudo);
      const picture = style.backgroundImage.match(/rgba?\([^)]*\)/g) || [];
      if (!clear(style.backgroundColor)) return [style.backgroundColor, ...picture.filter(colour => !clear(colour))];
    }
    return ["nothing"];
  };
  const below = text => {
    const box = text.getBBox(), svg = text.ownerSVGElement, point = svg.createSVGPoint();
    point.x = box.x + box.width / 2; point.y = box.y + box.height / 2;
    const shapes = [...svg.querySelectorAll("rect, path, circle, ellipse, polygon")].filter(shape =>
      shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING
      && !clear(getComputedStyle(shape).fill) && shape.isPointInFill(point));
    return shapes.length ? [getComputedStyle(shapes.at(-1)).fill] : grounds(svg);
  };
  const seen = [];
  const tell = (colour, all, element, what) => all.forEach(
    ground => seen.push([colour, ground, `${element.tagName} .${element.getAttribute("class") || ""} ${what}`]));
  for (const element of [root, ...root.querySelectorAll("*")]) {
    if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const words = [...element.childNodes].filter(one => one.nodeType === 3 && one.data.trim()).map(one => one.data);
    const style = getComputedStyle(element);
    if (words.length && element.ownerSVGElement && element.getBBox)
      tell(style.fill, below(element), element, words[0].trim().slice(0, 30));
    else if (words.length || element.matches("input, select, textarea"))
      tell(style.color, grounds(element), element, (words[0] || "").trim().slice(0, 30));
    for (const pseudo of ["::before", "::after"]) {
      const own = getComputedStyle(element, pseudo);
      if (/["']/.test(own.content) && /[^"'\s]/.test(own.content))
        tell(own.color, grounds(element, pseudo), element, pseudo);
    }
    if (style.display === "list-item" && style.listStyleType !== "none")
      tell(getComputedStyle(element, "::marker").color, grounds(element), element, "::marker");
  }
  const frame = getComputedStyle(root);
  if (frame.outlineStyle !== "none" && parseFloat(frame.outlineWidth) > 0 && root !== document.body)
    tell(frame.outlineColor, grounds(parseFloat(frame.outlineOffset) < 0 ? root : root.parentElement), root, "frame");
  return seen;
}
"""
# Links and the like, one of each kind: what looks alike in the same place is looked at once.
KINDS = r"""
selector => [...document.querySelectorAll(selector)].map((element, number) => {
  element.setAttribute("data-number", number);
  const names = [];
  for (let one = element; one; one = one.parentElement)
    names.push(`${one.tagName}.${one.getAttribute("class")}.${one.getAttribute("aria-current")}`);
  return names.join(" ");
})
"""


@dataclass(frozen=True)
class Shown:
    """One role on another, and where it was met first."""

    front: str
    ground: str
    where: str


@pytest.fixture(scope="module")
def site() -> Built:
    found = built(ENGINE)
    assert not found.errors, found.sentences
    return found


@pytest.fixture
def page(browser: Browser, site: Built, scheme: str) -> Iterator[Page]:
    """A page of the site in colours that tell their roles."""

    def serve(route: Route) -> None:
        url = urlsplit(route.request.url)
        found = answer.find(url.path, url.query, site.files.get)
        dye = (DYED + STILL).encode() if found.content_type.startswith("text/css") else b""
        route.fulfill(status=found.status, body=found.body + dye, content_type=found.content_type)

    context = browser.new_context(color_scheme=scheme)
    context.route("**/*", serve)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_pair_of_colours_on_every_page_stands_in_the_table(page: Page, site: Built) -> None:
    kinds: set[str] = set()
    shown: dict[tuple[str, str], Shown] = {}
    client = page.context.new_cdp_session(page)
    for address in [*site.pages, "/404.html"]:
        page.goto(HOST + address)
        found = page.evaluate(SEEN, page.query_selector("body"))
        assert len(found) > 10, address
        for colour, ground, what in [*found, *_reached(page, client, kinds)]:
            roles = (OF_ROLE.get(colour, colour), OF_ROLE.get(ground, ground))
            shown.setdefault(roles, Shown(*roles, f"{address}: {what}"))
    table = {one for pair in PAIRS for one in ((pair.front, pair.ground), (pair.ground, pair.front))}
    assert len(shown) >= 8
    assert len(kinds) > 10
    missing = [
        f"{one.front} on {one.ground}, {one.where}" for roles, one in sorted(shown.items()) if roles not in table
    ]
    assert not missing, "\n".join(missing)


def _reached(page: Page, client: CDPSession, kinds: set[str]) -> Iterator[tuple[str, str, str]]:
    """What links and the like show under the pointer, under the keyboard and while they are pressed."""
    names = page.evaluate(KINDS, REACHED)
    fresh = {name: number for number, name in enumerate(names) if name not in kinds}
    kinds |= set(fresh)
    if not fresh:
        return
    client.send("DOM.enable")
    client.send("CSS.enable")
    root = client.send("DOM.getDocument")["root"]["nodeId"]
    for number in fresh.values():
        selector = f'[data-number="{number}"]'
        node = client.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        for states in (["hover"], ["focus", "focus-visible"], ["hover", "active"]):
            client.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": states})
            yield from page.evaluate(SEEN, page.query_selector(selector))
        client.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": []})
