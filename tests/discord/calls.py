"""One request to the REST API as the routes see it, and the ways to answer it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from aiohttp import BodyPartReader, web

from tests.discord.messages import Upload
from tests.discord.world import Json

INVALID_FORM_BODY = 50035


class ApiError(Exception):
    """An answer with an error code of Discord's, for example `ApiError(404, 10008, "Unknown Message")`."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


@dataclass
class Call:
    """A request, its body read to the end and decoded."""

    method: str
    template: str
    path: str
    params: dict[str, str]
    query: dict[str, str]
    authorization: str | None
    payload: Any
    uploads: list[Upload]
    at: float
    """`time.perf_counter()` when the body had arrived."""
    status: int = 0
    answer: Any = None
    notes: list[str] = field(default_factory=list[str])

    @property
    def body(self) -> Json:
        """The payload of a request that carries an object."""
        payload: Any = self.payload
        return cast("Json", payload) if isinstance(payload, dict) else {}

    @property
    def file_names(self) -> list[str]:
        """The names of the attached files in the order of their index."""
        return [upload.filename for upload in self.uploads]

    def number(self, name: str) -> int:
        """An id from the path; 0 when it is none."""
        text = self.params[name]
        return int(text) if text.isdigit() else 0

    def require(self, violations: list[str]) -> None:
        """Refuse the request if the project's rules found something.

        Raises:
            ApiError: 400, as Discord answers an invalid form body.
        """
        if violations:
            self.notes += violations
            raise ApiError(400, INVALID_FORM_BODY, "Invalid Form Body: " + "; ".join(violations))


Answer: TypeAlias = tuple[int, Any]
Handler: TypeAlias = Callable[[Call], Answer]
Route: TypeAlias = tuple[str, str, Handler]


async def read_body(request: web.Request, size_limit: int) -> tuple[Any, list[Upload]]:
    """The JSON body; of a multipart one `payload_json` and `files[n]`, or else its fields, with one `file` among them.

    Raises:
        ApiError: a file is larger than `size_limit`, or the body is neither of both.
    """
    if not request.can_read_body:
        return None, []
    if request.content_type == "multipart/form-data":
        return await _read_multipart(request, size_limit)
    try:
        return json.loads(await request.read()), []
    except ValueError:
        raise ApiError(400, 50109, "The request body contains invalid JSON.") from None


async def _read_multipart(request: web.Request, size_limit: int) -> tuple[Any, list[Upload]]:
    payload: Any = None
    fields: dict[str, str] = {}
    uploads: dict[int, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise ApiError(400, INVALID_FORM_BODY, "nested multipart bodies are not taken")
        data = bytes(await part.read())
        name = part.name or ""
        if name == "payload_json":
            payload = json.loads(data)
        elif name.startswith("files[") and name.endswith("]") and part.filename:
            if len(data) > size_limit:
                raise ApiError(413, 40005, "Request entity too large")
            uploads[int(name[6:-1])] = Upload(part.filename, data)
        elif name == "file" and part.filename and len(data) <= size_limit:
            # The schemas know it as a field too.
            uploads[0], fields[name] = Upload(part.filename, data), part.filename
        elif name and not part.filename:
            fields[name] = data.decode()
        else:
            raise ApiError(400, INVALID_FORM_BODY, f"unknown part {name!r} in the form")
    if fields and payload is not None:
        raise ApiError(400, INVALID_FORM_BODY, f"{sorted(fields)} beside payload_json")
    if sorted(uploads) != list(range(len(uploads))):
        raise ApiError(400, INVALID_FORM_BODY, f"files are numbered {sorted(uploads)}")
    return fields or payload, [uploads[index] for index in sorted(uploads)]
