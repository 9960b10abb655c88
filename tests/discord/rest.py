"""The HTTP side: reads requests, lets faults and rate limits strike, checks bodies and answers, calls the routes."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable

from aiohttp import web

from tests.discord.addresses import API_PREFIX
from tests.discord.calls import INVALID_FORM_BODY, Answer, ApiError, Call, Handler, read_body
from tests.discord.faults import Fault
from tests.discord.rest_basics import Basics
from tests.discord.rest_expressions import Expressions
from tests.discord.rest_interactions import Interactions
from tests.discord.rest_messages import ChannelMessages
from tests.discord.state import State

_MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_token")


class Rest:
    """Discord's REST API v10, as far as a bot like this one uses it."""

    def __init__(self, state: State) -> None:
        self._state = state

    def add_to(self, app: web.Application) -> None:
        """Register every route with the web application."""
        for group in (kind(self._state) for kind in (Basics, ChannelMessages, Expressions, Interactions)):
            for method, template, handler in group.routes():
                app.router.add_route(method, API_PREFIX + template, self._handle(template, handler))
        app.router.add_get("/attachments/{channel_id}/{file_id}/{filename}", self._attachment)
        app.router.add_route("*", "/{path:.*}", self._unknown)

    def _handle(self, template: str, handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            return await self._serve(request, template, handler)

        return handle

    async def _serve(self, request: web.Request, template: str, handler: Handler) -> web.StreamResponse:
        call = Call(
            method=request.method,
            template=template,
            path=request.path.removeprefix(API_PREFIX),
            params=dict(request.match_info),
            query=dict(request.query),
            authorization=request.headers.get("Authorization"),
            payload=None,
            uploads=[],
            at=0.0,
        )
        headers, wait = self._count(call)
        try:
            call.payload, call.uploads = await read_body(request, self._state.attachment_size_limit)
            call.at = time.perf_counter()
            fault = self._state.faults.take(call.method, template, call.path)
            if wait is not None:
                call.status, call.answer = _rate_limited(wait, is_global=False)
            elif fault is not None:
                call.status, call.answer = self._strike(fault, call, handler)
            else:
                call.status, call.answer = self._answer(call, handler)
        except ApiError as error:
            call.status, call.answer = error.status, {"code": error.code, "message": error.message}
        return await self._respond(request, call, headers)

    def _count(self, call: Call) -> tuple[dict[str, str], float | None]:
        # Discord exempts the answers to interactions from its limits.
        if call.template.startswith("/interactions/"):
            return {}, None
        major = "/".join(call.params.get(name, "") for name in _MAJOR)
        return self._state.limits.count(f"{call.method} {call.template}", major)

    def _strike(self, fault: Fault, call: Call, handler: Handler) -> Answer:
        if fault.applied:
            self._answer(call, handler)
        if fault.status == 429:
            return _rate_limited(fault.retry_after, is_global=fault.is_global)
        if fault.status in (500, 503):
            return fault.status, {"code": 0, "message": f"{fault.status}: Internal Server Error"}
        if fault.status == 400:
            return 400, {"code": INVALID_FORM_BODY, "message": "Invalid Form Body"}
        if fault.status == 403:
            return 403, {"code": 50001, "message": "Missing Access"}
        # Gateways in front of Discord answer in HTML.
        return fault.status, f"<html><body>{fault.status}</body></html>"

    def _answer(self, call: Call, handler: Handler) -> Answer:
        if "webhook_token" not in call.params and "interaction_token" not in call.params:
            self._authorize(call)
        call.notes += self._state.checks.request(call)
        if call.notes:
            raise ApiError(400, INVALID_FORM_BODY, "Invalid Form Body: " + "; ".join(call.notes))
        try:
            return handler(call)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            # A body so wrong that a route cannot read it, where schemas are absent or looked at later.
            call.notes.append(f"the loopback cannot read this request: {error!r}")
            raise ApiError(400, INVALID_FORM_BODY, "Invalid Form Body") from error

    def _authorize(self, call: Call) -> None:
        if call.authorization != f"Bot {self._state.token}":
            raise ApiError(401, 0, "401: Unauthorized")

    async def _respond(self, request: web.Request, call: Call, headers: dict[str, str]) -> web.StreamResponse:
        where = f"{call.method} {call.template}"
        self._state.checks.add(where, call.notes)
        self._state.checks.answer(call)
        self._state.calls.append(call)
        if call.status >= 400:
            self._refused(call, where)
        self._state.notify()
        if call.status == 429:
            # discord.py takes a 429 without Via for a ban by Cloudflare.
            retry = f"{call.answer['retry_after']:.3f}"
            headers |= {"Via": "1.1 loopback", "Retry-After": retry, "X-RateLimit-Scope": "user"}
        if isinstance(call.answer, str):
            return web.Response(status=call.status, text=call.answer, content_type="text/html", headers=headers)
        if call.answer is None:
            return web.Response(status=call.status, headers=headers)
        # discord.py parses JSON only under exactly this content type, without a charset.
        headers["Content-Type"] = "application/json"
        return web.Response(status=call.status, body=json.dumps(call.answer).encode(), headers=headers)

    def _refused(self, call: Call, where: str) -> None:
        token = call.params.get("interaction_token") or call.params.get("webhook_token")
        exchange = self._state.exchanges.get(token or "")
        if exchange is not None:
            code = "" if isinstance(call.answer, str) else call.answer["code"]
            exchange.refuse(f"{where}: {call.status} {code}".rstrip())

    async def _attachment(self, request: web.Request) -> web.StreamResponse:
        query = request.query
        file_id = int(request.match_info["file_id"])
        stored = self._state.files.fetch(file_id, query.get("ex", "0"), query.get("hm", ""))
        if stored is None:
            return web.Response(status=404, text="This content is no longer available.")
        return web.Response(body=stored.data, content_type=stored.content_type)

    async def _unknown(self, request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0)
        self._state.checks.add(f"{request.method} {request.path}", ["the loopback has no such route"])
        self._state.notify()
        answer = json.dumps({"code": 0, "message": "404: Not Found"}).encode()
        return web.Response(status=404, body=answer, headers={"Content-Type": "application/json"})


def _rate_limited(wait: float, *, is_global: bool) -> Answer:
    return 429, {"code": 0, "message": "You are being rate limited.", "retry_after": wait, "global": is_global}
