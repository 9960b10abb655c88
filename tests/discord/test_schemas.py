"""Discord's schemas: found, quick, adjusted in two places, and strict otherwise."""

import time
from typing import Any

import pytest

from tests.discord import fixtures
from tests.discord.schemas import Schemas

COMMANDS = "/applications/{application_id}/commands"
MESSAGES = "/channels/{channel_id}/messages"
MODAL_TEXT = {"type": 10, "content": "x"}
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"


def _container(*inner: dict[str, Any]) -> dict[str, Any]:
    return {"flags": 1 << 15, "components": [{"type": 17, "components": list(inner)}]}


def test_the_schemas_load_and_check_quickly(schemas: Schemas) -> None:
    began = time.perf_counter()
    loaded = Schemas.load()
    assert loaded is not None
    rows = [{"type": 1, "components": [{"type": 2, "style": 1, "label": "x", "custom_id": str(i)}]} for i in range(30)]
    assert loaded.request_errors("POST", MESSAGES, _container(*rows)) == []
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("method", "template", "payload", "named"),
    [
        ("POST", MESSAGES, {"embeds": [{"title": "x" * 257}]}, "embeds/0/title: "),
        ("POST", MESSAGES, {"attachments": [{"id": 0, "description": 5}]}, "attachments/0/description: 5 is not"),
        ("POST", MESSAGES, {"attachments": [{"id": "first"}]}, "attachments/0/id: 'first' does not match"),
        ("POST", MESSAGES, _container({"type": 12, "items": []}), "components/0/components/0/items: [] "),
        ("POST", MESSAGES, _container({"type": 10}), "components/0/components/0: 'content' is a required property"),
        ("POST", MESSAGES, _container({"type": 4}), "components/0/components/0: type 4 is none of those allowed here"),
        ("POST", MESSAGES, {"components": [{"type": 1, "components": [{"type": 2, "style": 9}]}]}, "style: 9 is not"),
        (
            "POST",
            CALLBACK,
            {"type": 9, "data": {"title": "", "custom_id": "x", "components": [MODAL_TEXT]}},
            "data/title: ''",
        ),
        ("POST", CALLBACK, {"type": 99}, "body: type 99 is none of those allowed here"),
        ("PUT", COMMANDS, [{"name": "x" * 33, "description": "x"}], "0/name: 'xxx"),
        ("PUT", COMMANDS, [{"name": "x", "options": [{"type": 3, "name": "y"}]}], "0/options/0: 'description' is"),
        ("PATCH", "/nowhere", {}, "PATCH /nowhere is no operation"),
    ],
)
def test_a_wrong_request_is_named_by_its_field(
    schemas: Schemas, method: str, template: str, payload: Any, named: str
) -> None:
    errors = schemas.request_errors(method, template, payload)
    assert any(named in error for error in errors), errors
    assert len(errors) == 1, "only the branch for the payload's type is reported"


def test_an_integer_is_taken_for_a_snowflake(schemas: Schemas) -> None:
    assert schemas.request_errors("POST", MESSAGES, {"attachments": [{"id": 0, "filename": "a.png"}]}) == []


def test_a_wrong_answer_is_found(schemas: Schemas) -> None:
    assert schemas.answer_errors("GET", "/gateway", 200, {"url": "ws://127.0.0.1/"}) == []
    assert schemas.answer_errors("GET", "/gateway", 200, {}) == ["body: 'url' is a required property"]
    assert "never answers 202" in schemas.answer_errors("GET", "/gateway", 202, {})[0]
    assert schemas.answer_errors("GET", "/gateway", 404, {"code": 0}) == ["body: 'message' is a required property"]
    named = schemas.errors("UserResponse", {"id": "1"})
    assert "body: 'username' is a required property" in named


def test_absent_schemas_skip_here_and_fail_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Schemas, "load", lambda: None)
    monkeypatch.delenv("CI", raising=False)
    assert fixtures.load_schemas() is None
    with pytest.raises(pytest.skip.Exception, match=r"openapi\.json"):
        fixtures.require(None)
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match=r"openapi\.json"):
        fixtures.load_schemas()
