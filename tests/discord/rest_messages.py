"""Routes for messages in channels, which a bot may use when an interaction's token has expired."""

from tests.discord.calls import Answer, ApiError, Call, Route
from tests.discord.messages import Message
from tests.discord.rules import message_violations
from tests.discord.state import State
from tests.discord.world import ADMINISTRATOR, SEND_MESSAGES_IN_THREADS, Channel, timestamp


def visible_channel(state: State, call: Call) -> Channel:
    """The channel of the path, where the bot sees it.

    Raises:
        ApiError: 404 there is none; 403 the bot is not there, be it a server, a group or a private thread.
    """
    channel = state.world.find_channel(call.number("channel_id"))
    if channel is None:
        raise ApiError(404, 10003, "Unknown Channel")
    if not channel.shown_to(state.world.bot):
        raise ApiError(403, 50001, "Missing Access")
    return channel


class ChannelMessages:
    """Handlers for `/channels/{channel_id}/messages`."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self) -> list[Route]:
        """Method, path template and handler of each route."""
        one = "/channels/{channel_id}/messages/{message_id}"
        return [
            ("GET", "/channels/{channel_id}/messages", self.history),
            ("POST", "/channels/{channel_id}/messages", self.create),
            ("GET", one, self.get),
            ("PATCH", one, self.edit),
            ("DELETE", one, self.delete),
            ("POST", "/channels/{channel_id}/typing", self.typing),
        ]

    def history(self, call: Call) -> Answer:
        """The latest messages, newest first."""
        channel = self._channel(call)
        limit = int(call.query.get("limit", "50"))
        seen = [m for m in self._state.messages.values() if m.channel is channel and not (m.deleted or m.viewer)]
        return 200, [message.payload() for message in reversed(seen[-limit:])]

    def create(self, call: Call) -> Answer:
        """Post a message; a thread that is archived opens by it, unless it is locked."""
        channel = self._channel(call)
        self._may_write(channel)
        if channel.archived and channel.locked:
            raise ApiError(400, 50083, "Thread is archived")
        call.require(message_violations(call.body, call.file_names))
        channel.archived = False
        message = Message(self._state.world.snowflakes.next(), channel, self._state.world.bot)
        message.apply(call.body, call.uploads, self._state.files)
        reference = call.body.get("message_reference")
        if reference:
            message.reference = {"type": 0, "channel_id": str(channel.id), "message_id": str(reference["message_id"])}
        self._state.messages[message.id] = message
        return 200, message.payload()

    def get(self, call: Call) -> Answer:
        """One message."""
        return 200, self._message(call).payload()

    def edit(self, call: Call) -> Answer:
        """Edit a message of the bot's own; in archived threads none can be edited, only deleted."""
        message = self._message(call)
        self._may_write(message.channel)
        if message.channel.archived:
            raise ApiError(400, 50083, "Thread is archived")
        call.require(message_violations(call.body, call.file_names, message.state()))
        message.apply(call.body, call.uploads, self._state.files)
        message.edited_at = timestamp()
        return 200, message.payload()

    def delete(self, call: Call) -> Answer:
        """Delete a message."""
        self._message(call).deleted = True
        return 204, None

    def typing(self, call: Call) -> Answer:
        """Show that the bot is typing."""
        self._channel(call)
        return 204, None

    def _channel(self, call: Call) -> Channel:
        return visible_channel(self._state, call)

    def _may_write(self, channel: Channel) -> None:
        if channel.recipient is not None and not channel.recipient.accepts_dms:
            raise ApiError(403, 50007, "Cannot send messages to this user")
        if channel.recipient is not None and not self._state.world.meets(channel.recipient):
            raise ApiError(403, 50278, "Cannot send messages to this user due to having no mutual guilds")
        if channel.is_thread and channel.guild is not None:
            own = channel.guild.members[self._state.world.bot.id]
            if not own.permissions & (SEND_MESSAGES_IN_THREADS | ADMINISTRATOR):
                raise ApiError(403, 50013, "Missing Permissions")
        if not channel.writable:
            raise ApiError(403, 50013, "Missing Permissions")

    def _message(self, call: Call) -> Message:
        """The message of the path; ephemeral ones are reached through their interaction's token alone."""
        channel = self._channel(call)
        message = self._state.messages.get(call.number("message_id"))
        if message is None or message.deleted or message.viewer or message.channel is not channel:
            raise ApiError(404, 10008, "Unknown Message")
        return message
