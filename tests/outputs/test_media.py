"""Pictures, films and downloads."""

from tests.building import content

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"/>'


def test_what_a_page_shows_or_links_to_is_published_and_nothing_else(make_site):
    site = make_site({
        "content/images/a.svg": SVG, "content/images/b.svg": SVG + " ", "content/files/c.pdf": "%PDF",
        "content/files/d.pdf": "%PDF",
        "content/pages/a.md": content(body="![A box](../images/a.svg)\n\nRead [it](../files/c.pdf).\n"),
        "content/pages/b.md": content(title="B", body="Read [it](../files/d.pdf).\n", draft="yes"),
    })  # fmt: skip
    published = sorted(path for path in site.files if path.startswith(("images", "files")))
    assert [path.split(".")[0] for path in published] == ["files/c", "images/a"]


def test_a_picture_has_a_fingerprint_and_a_download_keeps_its_address(make_site):
    body = "![A box](../images/a.svg)\n\nRead [it](../files/Guide.pdf) or [that](/files/Guide.pdf).\n"
    site = make_site(
        {"content/images/a.svg": SVG, "content/files/Guide.pdf": "%PDF", "content/pages/a.md": content(body=body)}
    )
    page = site.page("/a/")
    assert [link for link in page.links if "Guide" in link] == ["/files/Guide.pdf", "/files/Guide.pdf"]
    source = page.attribute("main img", "src")
    assert source.startswith("/images/a.")
    assert source != "/images/a.svg"
    assert site.files[source.lstrip("/")] == SVG.encode()


def test_a_picture_has_its_size_so_that_the_page_does_not_jump(make_site):
    site = make_site({"content/images/a.svg": SVG, "content/pages/a.md": content(body="![A box](../images/a.svg)\n")})
    assert site.page("/a/").attribute("main img", "width") == "40"
    assert site.page("/a/").attribute("main img", "height") == "30"


def test_the_picture_for_sharing_is_published_though_no_page_shows_it(make_site, tmp_path):
    from tests.building import DEFAULTS, ENGINE

    share = "share_image:\n  file: content/images/share.png\n  alt: Us\n"
    picture = (ENGINE / "tests/sample_site/content/images/share.png").read_bytes()
    site = make_site({"site.yml": DEFAULTS["site.yml"] + share, "content/images/share.png": picture})
    url = site.page("/").attribute('meta[property="og:image"]', "content")
    assert url.removeprefix("https://careers.example/") in site.files
    assert site.page("/").attribute('meta[property="og:image:alt"]', "content") == "Us"
