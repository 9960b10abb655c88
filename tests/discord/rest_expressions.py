"""Routes for the emojis and stickers of a server."""

import base64
import binascii
import re

from tests.discord.calls import INVALID_FORM_BODY, Answer, ApiError, Call, Route
from tests.discord.messages import png_size
from tests.discord.state import State
from tests.discord.world import ADMINISTRATOR, CREATE_EXPRESSIONS, Guild, Json

# Of a server that nobody has boosted.
EMOJI_SLOTS = 50
STICKER_SLOTS = 5
_KIB = 1024
EMOJI_BYTES = 256 * _KIB
STICKER_BYTES = 512 * _KIB
_DATA = re.compile("data:image/(png|jpeg|gif|webp|avif);base64,(.+)", re.DOTALL)


class Expressions:
    """Handlers that make emojis and stickers."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._world = state.world

    def routes(self) -> list[Route]:
        """Method, path template and handler of each route."""
        return [
            ("POST", "/guilds/{guild_id}/emojis", self.create_emoji),
            ("POST", "/guilds/{guild_id}/stickers", self.create_sticker),
        ]

    def create_emoji(self, call: Call) -> Answer:
        """A new emoji, of an image in a data URI."""
        guild = self._guild(call)
        name: str = call.body["name"]
        if not re.fullmatch("[A-Za-z0-9_]{2,32}", name):
            call.require([f"an emoji is named with 2 to 32 of A-Z, a-z, 0-9 and _, not {name!r}"])
        match = _DATA.fullmatch(call.body["image"])
        try:
            image = base64.b64decode(match[2], validate=True) if match else b""
        except binascii.Error:
            image = b""
        if not image:
            call.require(["the image of an emoji is a data URI"])
        if len(image) > EMOJI_BYTES:
            raise ApiError(400, 50138, f"Failed to resize asset below the maximum size: {EMOJI_BYTES}")
        if len(guild.emojis) >= EMOJI_SLOTS:
            raise ApiError(400, 30008, f"Maximum number of emojis reached ({EMOJI_SLOTS})")
        emoji: Json = {
            "id": str(self._world.snowflakes.next()),
            "name": name,
            "roles": [],
            "user": self._world.bot.payload(),
            "require_colons": True,
            "managed": False,
            "animated": False,
            "available": True,
        }
        guild.emojis.append(emoji)
        guild.images[int(emoji["id"])] = image
        return 201, emoji

    def create_sticker(self, call: Call) -> Answer:
        """A new sticker, of a file in a form."""
        guild = self._guild(call)
        (file,) = call.uploads
        if png_size(file.data) != (320, 320):
            call.require([f"a PNG sticker has 320 x 320 pixels, not {png_size(file.data)}"])
        if len(call.body.get("description") or "xx") < 2:
            call.require(["a sticker's description has at least 2 characters, or none"])
        if len(file.data) > STICKER_BYTES:
            raise ApiError(400, 50045, "File uploaded exceeds the maximum size")
        if len(guild.stickers) >= STICKER_SLOTS:
            raise ApiError(400, 30039, f"Maximum number of stickers reached ({STICKER_SLOTS})")
        sticker: Json = {
            "id": str(self._world.snowflakes.next()),
            "name": call.body["name"],
            "tags": call.body["tags"],
            "description": call.body.get("description"),
            "type": 2,
            "format_type": 1,
            "available": True,
            "guild_id": str(guild.id),
            "user": self._world.bot.payload(),
        }
        guild.stickers.append(sticker)
        guild.images[int(sticker["id"])] = file.data
        return 201, sticker

    def _guild(self, call: Call) -> Guild:
        """The server, where the bot may create expressions."""
        guild = self._world.find_guild(call.number("guild_id"))
        if guild is None or self._world.bot.id not in guild.members:
            raise ApiError(404, 10004, "Unknown Guild")
        if not guild.members[self._world.bot.id].permissions & (CREATE_EXPRESSIONS | ADMINISTRATOR):
            raise ApiError(403, 50013, "Missing Permissions")
        if not call.body:
            raise ApiError(400, INVALID_FORM_BODY, "Invalid Form Body")
        return guild
