"""The server's doors as an OpenAPI 3.1 document, made from the very classes the messages are decoded into."""

import functools
import inspect
from typing import Any

import msgspec

from app import __version__
from app.domain.directory import FOUND, LONGEST
from app.server.doors.answers import ANSWERS
from app.sync.doors import DOORS, Door
from app.sync.protocol import (
    MAX_CURSORS,
    MAX_MUTATIONS,
    MAX_WAIT_S,
    OLDEST_SCHEMA,
    SCHEMA,
    Trouble,
)

Json = dict[str, Any]

_REFERENCE = "#/components/schemas/{name}"
_TROUBLES = {
    400: "The request is not shaped like one.",
    401: "Nobody has this token, or no longer.",
    403: "Not available to this person, whether it is there or not.",
    408: "The request came too slowly.",
    409: "Somebody else has it, or the history this device knows has ended.",
    413: "The request is too large.",
    415: "The request is encoded in a way that is refused.",
    426: "The device speaks an older or a newer protocol than the server.",
    429: "Too often; Retry-After says when to try again.",
    503: "Nothing was done; try again.",
}
_ANYWHERE = (400, 408, 413, 415, 429, 503)
_TOKEN_NEEDED = (401, 403)
_ALSO = {
    "/v1/push": (409, 426),
    "/v1/pull": (409, 426),
    "/v1/history": (409, 426),
    "/v1/people": (409, 426),
    "/v1/join": (403, 409),
    "/v1/signin": (403, 409),
    "/v1/recover": (403, 409),
    "/v1/password": (409,),
    "/v1/token": (409,),
    "/v1/totp/begin": (409,),
    "/v1/totp/confirm": (409,),
    "/v1/totp/end": (409,),
    "/v1/reset/stop": (409,),
    "/v1/admin/reset": (409,),
    "/v1/admin/uninvite": (409,),
    "/v1/admin/standing": (409,),
    "/v1/admin/totp": (409,),
}
_SPOKEN = {"minimum": OLDEST_SCHEMA, "maximum": SCHEMA}
_BOUNDS: dict[tuple[str, str], Json] = {
    ("Push", "schema"): _SPOKEN,
    ("Pull", "schema"): _SPOKEN,
    ("History", "schema"): _SPOKEN,
    ("FindPeople", "schema"): _SPOKEN,
    ("Push", "mutations"): {"maxItems": MAX_MUTATIONS},
    ("Pull", "cur"): {"maxProperties": MAX_CURSORS},
    ("Pull", "limit"): {"minimum": 1},
    ("Pull", "wait"): {"minimum": 0, "maximum": MAX_WAIT_S},
    ("Pull", "req"): {"maxLength": 64},
    ("FindPeople", "query"): {"maxLength": LONGEST},
    ("FindPeople", "among"): {"maxItems": FOUND},
    ("History", "before"): {"minimum": 1},
    ("History", "limit"): {"minimum": 1},
}


def statuses(door: Door) -> tuple[int, ...]:
    """Every status this door can answer with."""
    guarded = () if door.guard == "anyone" else _TOKEN_NEEDED
    return tuple(sorted({200, *_ANYWHERE, *guarded, *_ALSO.get(door.path, ())}))


@functools.cache
def document() -> Json:
    """The whole document."""
    doors = [door for door in DOORS if door.asks in ANSWERS]
    kinds = list(dict.fromkeys([kind for door in doors for kind in (door.asks, door.answers)] + [Trouble]))
    _, schemas = msgspec.json.schema_components(kinds, ref_template=_REFERENCE)
    for (kind, field), bounds in _BOUNDS.items():
        schemas[kind]["properties"][field] |= bounds
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Setu",
            "version": __version__,
            "description": "Protocol P1 between a device and a server, told in app/sync/protocol.py.",
        },
        "paths": {
            "/healthz": {"get": _unasked("The process is up.", (503,))},
            "/readyz": {"get": _unasked("The server can do its work.", (503,))},
            **{door.path: {"post": _asked(door)} for door in doors},
            "/v1/live": {"get": _live()},
        },
        "components": {
            "schemas": schemas,
            "responses": {str(status): _trouble(status) for status in _TROUBLES},
            "securitySchemes": {"device": {"type": "http", "scheme": "bearer"}},
        },
    }


def _asked(door: Door) -> Json:
    told = {str(status): _answer(door, status) for status in statuses(door)}
    operation: Json = {
        "operationId": door.asks.__name__,
        "summary": (inspect.getdoc(door.asks) or "").partition("\n")[0],
        "requestBody": {"required": True, "content": _content(_reference(door.asks))},
        "responses": told,
    }
    if door.guard != "anyone":
        operation["security"] = [{"device": []}]
    return operation


def _answer(door: Door, status: int) -> Json:
    if status != 200:
        return {"$ref": f"#/components/responses/{status}"}
    told = (inspect.getdoc(door.answers) or "").partition("\n")[0]
    return {"description": told, "content": _content(_reference(door.answers))}


def _unasked(summary: str, troubles: tuple[int, ...]) -> Json:
    told = {"200": {"description": summary, "content": _content({"type": "object"})}}
    spoken = {str(status): {"description": _TROUBLES[status], "content": _content({})} for status in troubles}
    return {"summary": summary, "responses": told | spoken}


def _live() -> Json:
    events = {"text/event-stream": {"schema": {"type": "string"}}}
    troubles = {str(status): {"$ref": f"#/components/responses/{status}"} for status in (401, 426, 429, 503)}
    return {
        "operationId": "Live",
        "summary": "Says which scope stands where, for as long as the device listens.",
        "responses": {"200": {"description": "Events.", "content": events}, **troubles},
        "security": [{"device": []}],
    }


def _trouble(status: int) -> Json:
    response: Json = {"description": _TROUBLES[status], "content": _content(_reference(Trouble))}
    if status == 429:
        response["headers"] = {"Retry-After": {"required": True, "schema": {"type": "string"}}}
    return response


def _reference(kind: type) -> Json:
    return {"$ref": _REFERENCE.format(name=kind.__name__)}


def _content(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}
