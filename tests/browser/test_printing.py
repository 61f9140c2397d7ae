"""What comes out of the printer: counted in the pages of a real PDF."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from careersite.pipeline import Place, Workbench, build
from tests.building import AS_OF, ENGINE
