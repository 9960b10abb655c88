"""Checks requests and answers against Discord's own description of its API, read from outside the project.

The file is `<repository>/../shared/discord/openapi.json` (see SOURCE.md beside it). Two adjustments: integers are taken
where a snowflake string is asked, because discord.py sends some ids so; and of a union, only the branches for the
payload's `type` are looked at, so that an error names the field at fault instead of twenty branches that never applied.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import jsonschema
from jsonschema import validators

from tests.discord.world import Json

SCHEMA_PATH = Path(__file__).resolve().parents[2].parent / "shared" / "discord" / "openapi.json"
_PREFIX = "#/components/schemas/"


class Schemas:
    """The operations of an OpenAPI 3.1 document, each asked for by method and path template."""

    def __init__(self, document: Json) -> None:
        self._paths: Json = document["paths"]
        self._schemas: Json = document["components"]["schemas"]
        self._responses: Json = document["components"].get("responses", {})
        self._schemas["SnowflakeType"] = {"type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]*)$"}
        base: Any = jsonschema.Draft202012Validator
        extend: Any = vars(validators)["extend"]  # its stub leaves the types open
        checks = {"$ref": self._check_ref, "anyOf": self._check_union, "oneOf": self._check_union}
        self._validator: Any = extend(base, checks)
        self._tags: dict[str, frozenset[Any] | None] = {}

    @classmethod
    def load(cls, path: Path = SCHEMA_PATH) -> "Schemas | None":
        """The schemas in `path`, or None where there is no such file."""
        return cls(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None

    def knows(self, method: str, template: str) -> bool:
        """Whether the document describes this operation."""
        return method.lower() in self._paths.get(template, {})

    def request_errors(self, method: str, template: str, payload: Any) -> list[str]:
        """What is wrong with a request's body: JSON, also that in `payload_json`, or else the fields of a form."""
        operation = self._paths.get(template, {}).get(method.lower())
        if operation is None:
            return [f"{method} {template} is no operation of Discord's API"]
        content: Json = operation.get("requestBody", {}).get("content", {})
        described = content.get("application/json") or content.get("multipart/form-data")
        if payload is None or described is None:
            return []
        return self._errors(described["schema"], payload)

    def answer_errors(self, method: str, template: str, status: int, payload: Any) -> list[str]:
        """What is wrong with the answer that the loopback itself is about to give."""
        operation = self._paths.get(template, {}).get(method.lower())
        if operation is None or status >= 500:
            return []
        answers: Json = operation["responses"]
        answer: Json | None = answers.get(str(status)) or (answers.get("4XX") if status >= 400 else None)
        if answer is None:
            return [f"Discord never answers {status} to {method} {template}, only {sorted(answers)}"]
        if "$ref" in answer:
            answer = self._responses[answer["$ref"].rsplit("/", 1)[1]]
        content: Json = cast("Json", answer).get("content", {})
        if "application/json" not in content:
            return [] if payload is None else [f"{status} to {method} {template} has no body"]
        return self._errors(content["application/json"]["schema"], payload)

    def errors(self, name: str, payload: Any) -> list[str]:
        """What is wrong with a payload as the named schema, for example "MessageResponse"."""
        return self._errors(self._schemas[name], payload)

    def _errors(self, schema: Json, payload: Any) -> list[str]:
        found: Iterator[jsonschema.ValidationError] = self._validator(schema).iter_errors(payload)
        return [f"{'/'.join(map(str, error.absolute_path)) or 'body'}: {error.message[:300]}" for error in found]

    def _check_ref(self, validator: Any, ref: str, instance: Any, _: Json) -> Iterator[Any]:
        yield from validator.descend(instance, self._schemas[ref.removeprefix(_PREFIX)])

    def _check_union(self, validator: Any, branches: Sequence[Json], instance: Any, _: Json) -> Iterator[Any]:
        if all("const" in branch for branch in branches):
            if instance not in (values := [branch["const"] for branch in branches]):
                yield jsonschema.ValidationError(f"{instance!r} is not one of {values}")
            return
        chosen = self._matching(branches, instance)
        if not chosen:
            allowed = sorted({tag for branch in branches for tag in self._tags_of(branch) or ()})
            yield jsonschema.ValidationError(f"type {instance['type']!r} is none of those allowed here: {allowed}")
            return
        failures: list[list[Any]] = []
        for branch in chosen:
            errors = list(validator.descend(instance, branch))
            if not errors:
                return
            failures.append(errors)
        yield from min(failures, key=len)

    def _matching(self, branches: Sequence[Json], instance: Any) -> Sequence[Json]:
        """The branches worth reporting: those for the instance's `type`, and no null branch for what is not null."""
        if instance is not None:
            branches = [branch for branch in branches if branch != {"type": "null"}]
        if not isinstance(instance, dict) or "type" not in instance:
            return branches
        kind = cast("Json", instance)["type"]
        tags = [self._tags_of(branch) for branch in branches]
        return [branch for branch, allowed in zip(branches, tags, strict=True) if allowed is None or kind in allowed]

    def _tags_of(self, branch: Json) -> frozenset[Any] | None:
        """The values of `type` that a branch is for, or None when it does not say."""
        ref = branch.get("$ref")
        if not isinstance(ref, str):
            return None
        if ref not in self._tags:
            kind: Json = self._schemas[ref.removeprefix(_PREFIX)].get("properties", {}).get("type", {})
            self._tags[ref] = frozenset(kind["enum"]) if "enum" in kind else None
        return self._tags[ref]
