"""Templates and plain data come in; HTML goes out. The only module that knows Jinja2."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import jinja2
from jinja2.bccache import Bucket, BytecodeCache
from markupsafe import Markup

from careersite.component import Component
from careersite.drawn.ribbon import ribbon
from careersite.drawn.timeline import timeline
from careersite.drawn.weave import woven
from careersite.memo import Memo
from careersite.template_fault import TemplateFault


class _Environment(jinja2.Environment):
    """What templates get is plain data: to look for an entry first saves a failure at every name."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict:
            return obj[attribute] if attribute in obj else super().getattr(obj, attribute)
        return super().getattr(obj, attribute)


class Templating:
    """Renders templates by path; an unknown name, a missing field and a printed None are faults."""

    def __init__(self, templates: Mapping[str, str], components: Mapping[str, Component],
                 asset: Callable[[str], str], memo: Memo, pattern: str = "twill") -> None:  # fmt: skip
        self._components = components
        self._names = [name for name in templates if name.endswith((".html", ".xml"))]

        def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
            text = templates.get(name)
            return None if text is None else (text, f"templates/{name}", lambda: True)

        self._environment = _Environment(
            loader=jinja2.FunctionLoader(load),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            finalize=_never_none,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=_Remembered(memo),
        )
        self._environment.globals.update(
            component=self.component,
            asset=asset,
            ribbon=ribbon,
            timeline=timeline,
            woven=partial(woven, pattern=pattern),
        )

    def warm(self) -> None:
        """Loads every template, so that processes forked from this one find them in memory."""
        for name in self._names:
            self._environment.get_template(name)

    def render(self, name: str, /, **context: Any) -> str:
        """The text that the template makes; TemplateFault where it cannot."""
        try:
            return self._environment.get_template(name).render(context)
        except jinja2.TemplateSyntaxError as fault:
            raise TemplateFault(fault.filename or name, fault.lineno, str(fault.message)) from fault
        except jinja2.TemplateNotFound as fault:
            raise TemplateFault(f"templates/{name}", 0, f'There is no template "{fault.name}".') from fault
        except TemplateFault:
            raise
        except Exception as fault:
            file, line = _place(fault, name)
            raise TemplateFault(file, line, f"{type(fault).__name__}: {fault}") from fault

    def component(self, name: str, /, **fields: Any) -> Markup:
        """One component with exactly its own fields; those not given are left out."""
        component = self._components[name]
        known = {field.name for field in component.fields}
        unknown = fields.keys() - known
        if unknown:
            raise ValueError(f'"{name}" has no field "{min(unknown)}"')
        left_out = {field.name: field.when_left_out for field in component.fields}
        return Markup(self.render(f"components/{name}/{name}.html", **{**left_out, **fields}))


def _never_none(value: Any) -> Any:
    if value is None:
        raise ValueError("a value that is not there is printed; ask for it with {% if %} first")
    return value


def _place(fault: BaseException, name: str) -> tuple[str, int]:
    """The last template line in the traceback: undefined names carry neither file nor line."""
    frames = [f for f in traceback.extract_tb(fault.__traceback__) if f.filename.startswith("templates/")]
    return (frames[-1].filename, frames[-1].lineno or 0) if frames else (f"templates/{name}", 0)


class _Remembered(BytecodeCache):
    """Compiled templates, kept where all other results are kept."""

    def __init__(self, memo: Memo) -> None:
        self._memo = memo

    def load_bytecode(self, bucket: Bucket) -> None:
        stored = self._memo.get("template", self._given(bucket))
        if stored:
            bucket.bytecode_from_string(stored)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._memo.put("template", self._given(bucket), bucket.bytecode_to_string())

    def _given(self, bucket: Bucket) -> bytes:
        from sys import version

        return f"{version}\0{bucket.key}\0{bucket.checksum}".encode()
