"""HTML pages from templates that lie beside the code they belong to, by Jinja2; what is filled in is escaped."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def fill_page(package: str, template: str, **values: object) -> str:
    """Return a template of a package (`"pipeline.runs.nightly"`, `"page.html"`) with its places filled.

    Raises jinja2.TemplateError for a name that the template uses and `values` lacks.
    """
    return _environment(package).get_template(template).render(values)


@lru_cache(maxsize=4)
def _environment(package: str) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(package, ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
