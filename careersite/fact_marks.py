"""How a fact stands in a text, and what looks like one that was typed by hand."""

from __future__ import annotations

import re

FACT = re.compile(r"\[\[([^\[\]\n]*)\]\]")
FACT_NAME = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)(, as at)?")
MONEY = re.compile(
    r"[£€$]\s?\d[\d,.]*\d|[£€$]\s?\d|\b\d[\d,]*(?:\.\d+)?\s?(?:%|per\s?cent\b|percent\b|pounds?\b(?! of)|pence\b|GBP\b)"
)
