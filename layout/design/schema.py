"""JSON Schemas of house, issue, story and press profile, made from the same description of the keys that the readers use.

An editor completes and checks with them while one types. They let through what a reader may still refuse (a slug, a colour's
name), and never refuse what a reader takes: a scalar may be string, number or boolean, as YAML editors see it.
"""

from collections.abc import Mapping

from layout.content.issue_keys import ISSUE
from layout.content.keys import Form, Key, Kind, Many, Named, Record, Scalar
from layout.content.story_keys import STORY
from layout.content.yaml_nodes import MapNode
from layout.design.house_keys import HOUSE
from layout.design.press_keys import PRESS
from layout.design.read_house import default_house

DRAFT = "http://json-schema.org/draft-07/schema#"  # the newest that the YAML editors in use know in full

_ANY_SCALAR = ["string", "number", "boolean"]
_NUMBER = r"^\s*-?([0-9]+(\.[0-9]*)?|\.[0-9]+)\s*$"
_UNITS = "[mM][mM]|[cC][mM]|[iI][nN]|[pP][tT]|[pP][xX]|[pP][iI][cC][aA]|[lL][iI][nN][eE][sS]?"
_LENGTH = rf"\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)\s*({_UNITS})\s*"
_YES_NO = (True, False, "true", "false", "yes", "no", "on", "off", "none")

Schema = dict[str, object]


def schemas() -> Mapping[str, object]:
    """The schemas by the file that they check: `house`, `issue`, `story`, `press`."""
    offered = _names_of_default_house()
    return {
        "house": _document(HOUSE, "A Broadsheet house: how the paper looks.", offered),
        "issue": _document(ISSUE, "A Broadsheet issue: which pages there are, and what stands where on them.", offered),
        "story": _document(STORY, "The head of a Broadsheet story, between two lines of ---.", offered),
        "press": _document(PRESS, "A Broadsheet press profile: what a printer takes.", {}),
    }


def _document(record: Record, says: str, offered: Mapping[str, tuple[str, ...]]) -> Schema:
    definitions: dict[str, Schema] = {}
    writer = _Writer(definitions, offered)
    document: Schema = {"$schema": DRAFT, "title": says, **writer.record(record)}
    inherited = [key.name for key in record.keys if key.inherited]
    if inherited:
        document["anyOf"] = [{"required": ["extends"]}, {"required": inherited}]
    return {**document, "definitions": dict(sorted(definitions.items()))}


def _names_of_default_house() -> dict[str, tuple[str, ...]]:
    """The names under `styles`, `colours` and so on that every paper has."""
    return {
        name.text: tuple(inner.text for inner, _ in node.fields)
        for name, node in default_house().fields
        if isinstance(node, MapNode)
    }


class _Writer:
    """Writes forms as schemas; records that stand inside others become definitions, each once."""

    def __init__(self, definitions: dict[str, Schema], offered: Mapping[str, tuple[str, ...]]) -> None:
        self.definitions = definitions
        self.offered = offered

    def record(self, record: Record) -> Schema:
        schema: Schema = {
            "type": "object",
            "properties": {key.name: self.key(key) for key in record.keys},
            "additionalProperties": self.one_of(record.others) if record.others else False,
        }
        required = [key.name for key in record.keys if key.required and not key.inherited]
        return {**schema, "required": required} if required else schema

    def key(self, key: Key) -> Schema:
        value = self.one_of(key.forms, key.name)
        return {"description": key.says, **(value if key.required else _or_nothing(value))}

    def one_of(self, forms: tuple[Form, ...], name: str = "") -> Schema:
        """Any of the forms; lists of several forms are one list, in which they may be mixed."""
        lists = [form for form in forms if isinstance(form, Many)]
        written = [self.form(form, name) for form in forms if not isinstance(form, Many)]
        if lists:
            written.append({"type": "array", "items": self.one_of(tuple(form.item for form in lists))})
        return written[0] if len(written) == 1 else {"anyOf": written}

    def form(self, form: Form, name: str = "") -> Schema:
        match form:
            case Scalar():
                return _scalar(form)
            case Many():
                return {"type": "array", "items": self.one_of((form.item,))}
            case Named():
                return self.named(form, name)
            case Record():
                return self.reference(form)

    def named(self, form: Named, name: str) -> Schema:
        item = self.one_of(form.item)
        names = form.names or self.offered.get(name, ())
        schema: Schema = {"type": "object", "additionalProperties": item}
        if names:
            schema["properties"] = dict.fromkeys(names, item)
        return {"description": form.says, **schema} if form.says else schema

    def reference(self, record: Record) -> Schema:
        name = record.name.removeprefix("a ").removeprefix("an ").removeprefix("the ").replace(" ", "-").replace("'", "")
        if name not in self.definitions:
            self.definitions[name] = {}  # taken, while the record's own parts are written
            self.definitions[name] = self.record(record)
        return {"$ref": f"#/definitions/{name}"}


def _or_nothing(schema: Schema) -> Schema:
    """The same, or nothing behind the colon: a form not filled in, which YAML calls null."""
    choices, kinds = schema.get("enum"), schema.get("type")
    if isinstance(choices, list):
        return {**schema, "enum": [*choices, None]}
    if isinstance(kinds, list):
        return {**schema, "type": [*kinds, "null"]}
    if isinstance(kinds, str):
        return {**schema, "type": [kinds, "null"]}
    options = schema.get("anyOf")
    return {"anyOf": [*(options if isinstance(options, list) else [schema]), {"type": "null"}]}


def _scalar(form: Scalar) -> Schema:
    schema = _kind(form)
    if form.words and form.kind is not Kind.YES_NO:
        choice: Schema = {"enum": list(form.words)}
        schema = {"anyOf": [choice, schema]} if form.free else choice
    return {**schema, "examples": [form.example]} if form.example else schema


def _kind(form: Scalar) -> Schema:
    match form.kind:
        case Kind.WHOLE:
            return {"type": ["integer", "string"], "pattern": r"^-?[0-9]+$"}
        case Kind.NUMBER:
            return {"type": ["number", "string"], "pattern": _NUMBER}
        case Kind.YES_NO:
            return {"enum": list(_YES_NO)}
        case Kind.LENGTH:
            return {"type": "string", "pattern": f"^{_LENGTH}$"}
        case Kind.SIZE:
            return {"type": "string", "pattern": f"^{_LENGTH}(/{_LENGTH})?$"}
        case Kind.DATE:
            return {"type": "string", "pattern": r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$"}
        case Kind.TEXT | Kind.PATH | Kind.FONT | Kind.COLOUR:
            return {"type": _ANY_SCALAR}
