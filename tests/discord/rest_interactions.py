"""Routes for interactions: the callback, and the webhook that edits the answer and adds to it."""

from tests.discord.calls import Answer, ApiError, Call, Route
from tests.discord.exchange import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, Exchange, Step
from tests.discord.installs import FOLLOW_UPS_OF_USER_APPS, through_user_alone
from tests.discord.messages import Message
from tests.discord.rules import EPHEMERAL, LOADING, callback_violations, message_violations
from tests.discord.state import State
from tests.discord.world import Json, timestamp

TOKEN_LIFETIME_SECONDS = 15 * 60

# Which callbacks each kind of interaction takes.
_ALLOWED = {COMMAND: {4, 5, 9}, COMPONENT: {4, 5, 6, 7, 9}, AUTOCOMPLETE: {8}, MODAL: {4, 5, 6, 7}}


class Interactions:
    """Handlers for `/interactions/...` and `/webhooks/...`."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self) -> list[Route]:
        """Method, path template and handler of each route."""
        webhook = "/webhooks/{webhook_id}/{webhook_token}"
        return [
            ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", self.callback),
            ("POST", webhook, self.follow_up),
            *[
                route
                for path in (f"{webhook}/messages/@original", f"{webhook}/messages/{{message_id}}")
                for route in (("GET", path, self.get), ("PATCH", path, self.edit), ("DELETE", path, self.delete))
            ],
        ]

    def callback(self, call: Call) -> Answer:
        """The first answer to an interaction."""
        exchange = self._state.exchanges.get(call.params["interaction_token"])
        if exchange is None or exchange.id != call.number("interaction_id"):
            raise ApiError(404, 10062, "Unknown interaction")
        if exchange.callback is not None:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        if exchange.expired or call.at - exchange.sent_at > exchange.deadline_seconds:
            raise ApiError(404, 10062, "Unknown interaction")
        kind: int = call.body["type"]
        allowed = set(_ALLOWED[exchange.payload["type"]])
        if exchange.source is None:
            allowed -= {6, 7}
        if kind not in allowed:
            call.require([f"an interaction of type {exchange.payload['type']} takes callbacks {sorted(allowed)}"])
        source = exchange.source
        call.require(callback_violations(call.body, call.file_names, source.state() if source else None))
        self._take_callback(call, exchange, kind)
        exchange.add(Step("callback", call.at, call.body, tuple(call.uploads), exchange.original))
        if call.query.get("with_response") not in ("1", "true", "True"):
            return 204, None
        return 200, self._callback_answer(exchange, kind)

    def _take_callback(self, call: Call, exchange: Exchange, kind: int) -> None:
        data: Json = call.body.get("data") or {}
        if kind in (4, 5):
            flags = (data.get("flags") or 0) & EPHEMERAL | (LOADING if kind == 5 else 0)
            exchange.original = self._new_message(exchange, flags)
            if kind == 4:
                exchange.original.apply(data, call.uploads, self._state.files)
        elif kind in (6, 7):
            exchange.original = exchange.source
            if kind == 7 and exchange.original is not None:
                exchange.original.apply(data, call.uploads, self._state.files)
                exchange.original.edited_at = timestamp()

    def _callback_answer(self, exchange: Exchange, kind: int) -> Json:
        about: Json = {"id": str(exchange.id), "type": exchange.payload["type"]}
        answer: Json = {"interaction": about}
        message = exchange.original
        if message is not None:
            about |= {
                "channel_id": str(message.channel.id),
                "response_message_id": str(message.id),
                "response_message_loading": bool(message.flags & LOADING),
                "response_message_ephemeral": bool(message.flags & EPHEMERAL),
            }
            if kind in (4, 7):
                answer["resource"] = {"type": kind, "message": message.payload()}
        return answer

    def follow_up(self, call: Call) -> Answer:
        """One more message; the first one after a deferral takes the place of "thinking"."""
        exchange = self._exchange(call)
        call.require(message_violations(call.body, call.file_names))
        message = exchange.original
        if message is not None and message.flags & LOADING:
            message.flags &= ~LOADING
        else:
            if through_user_alone(exchange) and len(exchange.followups) >= FOLLOW_UPS_OF_USER_APPS:
                raise ApiError(400, 40094, "This interaction has reached its maximum number of follow up messages.")
            message = self._new_message(exchange, (call.body.get("flags") or 0) & EPHEMERAL)
            exchange.followups.append(message)
        message.apply(call.body, call.uploads, self._state.files)
        exchange.add(Step("followup", call.at, call.body, tuple(call.uploads), message))
        return 200, message.payload()

    def get(self, call: Call) -> Answer:
        """A message of the interaction."""
        return 200, self._message(call, self._exchange(call)).payload()

    def edit(self, call: Call) -> Answer:
        """Edit a message of the interaction."""
        exchange = self._exchange(call)
        message = self._message(call, exchange)
        call.require(message_violations(call.body, call.file_names, message.state()))
        message.flags &= ~LOADING
        message.apply(call.body, call.uploads, self._state.files)
        message.edited_at = timestamp()
        exchange.add(Step("edit", call.at, call.body, tuple(call.uploads), message))
        return 200, message.payload()

    def delete(self, call: Call) -> Answer:
        """Delete a message of the interaction."""
        exchange = self._exchange(call)
        message = self._message(call, exchange)
        message.deleted = True
        message.flags &= ~LOADING
        exchange.add(Step("delete", call.at, {}, (), message))
        return 204, None

    def _exchange(self, call: Call) -> Exchange:
        if call.number("webhook_id") != self._state.world.application_id:
            raise ApiError(404, 10015, "Unknown Webhook")
        exchange = self._state.exchanges.get(call.params["webhook_token"])
        # A token that was never acknowledged belongs, for Discord, to no webhook yet.
        if exchange is None or (exchange.callback is None and not exchange.expired):
            raise ApiError(404, 10015, "Unknown Webhook")
        if exchange.expired or call.at - exchange.sent_at > TOKEN_LIFETIME_SECONDS:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        return exchange

    def _message(self, call: Call, exchange: Exchange) -> Message:
        message_id = call.params.get("message_id")
        if message_id is None:
            message = exchange.original
        else:
            own = (exchange.original, *exchange.followups)
            message = next((m for m in own if m is not None and str(m.id) == message_id), None)
        if message is None or message.deleted:
            raise ApiError(404, 10008, "Unknown Message")
        return message

    def _new_message(self, exchange: Exchange, flags: int) -> Message:
        world, guild = self._state.world, exchange.channel.guild
        if guild is not None and not guild.external_apps and through_user_alone(exchange):
            flags |= EPHEMERAL
        message = Message(world.snowflakes.next(), exchange.channel, world.bot, flags=flags)
        message.webhook_id = world.application_id
        message.viewer = exchange.user if flags & EPHEMERAL else None
        message.interaction = _metadata(exchange)
        self._state.messages[message.id] = message
        return message


def _metadata(exchange: Exchange) -> Json:
    """What a message tells about the interaction it answers."""
    about: Json = {
        "id": str(exchange.id),
        "type": exchange.payload["type"],
        "user": exchange.user.payload(),
        "authorizing_integration_owners": exchange.payload["authorizing_integration_owners"],
    }
    if exchange.payload["type"] == COMPONENT and exchange.source is not None:
        about["interacted_message_id"] = str(exchange.source.id)
    if exchange.payload["type"] == MODAL and exchange.trigger is not None:
        about["triggering_interaction_metadata"] = _metadata(exchange.trigger)
    return about
