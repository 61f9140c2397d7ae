"""robots.txt"""


def test_everything_may_be_read_and_the_sitemap_is_named(make_site):
    text = make_site().files["robots.txt"].decode()
    assert text == "User-agent: *\nAllow: /\n\nSitemap: https://careers.example/sitemap.xml\n"
