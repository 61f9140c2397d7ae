"""Styles, scripts and icons."""

import hashlib


def test_a_name_changes_with_its_bytes_and_only_then(make_site):
    before = set(make_site().files)
    after = set(make_site({"assets/css/utilities.css": ".a { color: red }\n"}).files)
    assert {path.split(".")[0] for path in before ^ after} == {"assets/css/site"}
    assert {path.split(".")[0] for path in before} == {path.split(".")[0] for path in after}


def test_the_name_holds_the_hash_of_the_bytes(make_site):
    files = {path: data for path, data in make_site().files.items() if path.startswith("assets/")}
    assert len(files) >= 3
    for path, data in files.items():
        assert path.split(".")[-2] == hashlib.sha256(data).hexdigest()[:10]


def test_styles_stand_in_the_stated_order_whatever_the_names_of_the_files(make_site):
    site = make_site({
        "assets/css/utilities.css": ".last { margin: 0 }\n", "assets/css/tokens.css": ":root { --first: 0 }\n",
    })  # fmt: skip
    css = next(data.decode() for path, data in site.files.items() if path.endswith(".css"))
    assert css.startswith("@layer tokens, base, layout, components, utilities;")
    assert css.index("--first") < css.index(".callout") < css.index(".last")


def test_a_style_names_a_picture_by_its_fingerprint(make_site):
    site = make_site({"assets/css/utilities.css": "p { background: url('../icons/favicon.svg') }\n"})
    assert site.errors == []
    css = next(data.decode() for path, data in site.files.items() if path.endswith(".css"))
    icon = next(path for path in site.files if path.startswith("assets/icons/favicon"))
    assert f'url("/{icon}")' in css
