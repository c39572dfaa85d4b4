"""The desk's few HTML pages, made from templates in which every value is escaped."""

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

# A page that has a form must tell its own server where the form came from; no other site is told anything.
_WITH_FORM = {"Referrer-Policy": "same-origin", "Cache-Control": "no-store"}


class Templates:
    """Those of the package. Every value that goes in is text of strangers."""

    def __init__(self) -> None:
        loader = PackageLoader("layout.proof.web", "templates")
        self._environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)

    def page(self, name: str, values: Mapping[str, object], status: int = 200) -> HTMLResponse:
        """The page of that template."""
        text = self._environment.get_template(name).render(values)
        return HTMLResponse(text.encode("utf-8", "replace"), status, headers=_WITH_FORM)
