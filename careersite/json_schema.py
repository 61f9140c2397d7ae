"""The fields of a file come in; out goes the JSON Schema by which an editor completes and checks that file.

Draft 07, the newest draft that every checker of YAML and of front matter which we tried understands.
"""

from __future__ import annotations

import re
from typing import Any

from careersite.content_type import ContentType
from careersite.content_types.fact import FACT, FACT_SOURCE_FIELDS
from careersite.fields import object_schema
from careersite.kinds import NAME
from careersite.ledger.ledger import FIELDS as LEDGER_FIELDS
from careersite.naming_kinds import PeopleShown
from careersite.people.register import PERSON_FIELDS, PICTURES_HELP
from careersite.settings import SETTINGS

DRAFT = "http://json-schema.org/draft-07/schema#"
SOME_NUMBER = "2476888000"  # a phone number, a sum, a year and a name of digits alone all fit what is asked of one
# What [[its-name, as at]] is to YAML; not in site.yml and facts.yml, where editors would offer a list for every text.
FACT_IN_BRACKETS: dict[str, Any] = {
    "minItems": 1,
    "maxItems": 1,
    "items": {"type": "array", "items": {"type": "string"}, "maxItems": 2},
}

Schema = dict[str, Any]


def page_schema(content_type: ContentType) -> Schema:
    """The front matter of one type of content."""
    rule = object_schema(content_type.fields)
    return _document(f"The fields of a {content_type.name}", content_type.about, rule, with_facts=True)


def facts_schema() -> Schema:
    """content/facts.yml: the sources by name, then the facts by name."""
    either = [{"required": ["value", "unit"]}, {"required": ["text"]}]
    parts = {
        "sources": ("The documents that facts and quotations come from, by name", object_schema(FACT_SOURCE_FIELDS)),
        "facts": (FACT.about, {**object_schema(FACT.fields), "anyOf": either}),
    }
    rule = {
        "type": "object",
        "properties": {name: {"description": about, **_by_name(one)} for name, (about, one) in parts.items()},
        "additionalProperties": False,
    }
    return _document("The facts and their sources", "Every figure, date, rating and sum, stated once.", rule)


def people_schema() -> Schema:
    """people.yml, the register: the people by id, then whom pictures show by their paths."""
    pictures = {"type": ["object", "null"], "additionalProperties": PeopleShown().schema()}
    parts = {
        "people": {"description": "Who has agreed to what, by id", **_by_name(object_schema(PERSON_FIELDS))},
        "pictures": {"description": PICTURES_HELP, **pictures},
    }
    rule = {"type": "object", "properties": parts, "additionalProperties": False}
    return _document("The register of people", "Who may be shown, how, where and until when.", rule)


def site_schema() -> Schema:
    """site.yml."""
    return _document("The settings of the site", "site.yml, one key for each setting.", object_schema(SETTINGS))


def ledger_schema() -> Schema:
    """published.yml: the addresses, each with its lines."""
    entry = object_schema(LEDGER_FIELDS)
    addresses = {"type": ["object", "null"], "propertyNames": {"pattern": "^/"},
                 "additionalProperties": {"anyOf": [entry, {"type": "null"}]}}  # fmt: skip
    rule = {"type": "object", "properties": {"addresses": addresses}, "additionalProperties": False}
    return _document("The ledger of addresses", "Every address that was ever published; kept by the build.", rule)


def _by_name(one: Schema) -> Schema:
    return {
        "type": ["object", "null"],
        "propertyNames": {"pattern": NAME.schema()["pattern"]},
        "additionalProperties": one,
    }


def _document(title: str, about: str, rule: Schema, *, with_facts: bool = False) -> Schema:
    loose: Schema = _as_editors_read(rule, with_facts=with_facts)
    return {"$schema": DRAFT, "title": title, "description": about, **loose}


def _as_editors_read(rule: Any, *, with_facts: bool) -> Any:
    """Allows what the engine reads as typed text, but an editor's YAML as something else: 3000, and [[its-name]]."""
    if isinstance(rule, list):
        return [_as_editors_read(part, with_facts=with_facts) for part in rule]
    if not isinstance(rule, dict):
        return rule
    loose = {name: _as_editors_read(part, with_facts=with_facts) for name, part in rule.items()}
    types = [rule["type"]] if isinstance(rule.get("type"), str) else list(rule.get("type", ()))
    if isinstance(pattern := rule.get("pattern"), str):
        loose["pattern"] = pattern.replace('\\"', '"')  # JavaScript in its strict mode refuses an escape without need
        if "string" in types and re.search(pattern, SOME_NUMBER):
            loose["type"] = ["string", "number"]
    elif with_facts and "string" in types and "integer" not in types:
        loose |= {"type": [*types, "array"], **FACT_IN_BRACKETS}
    return loose
