"""Messages as Discord keeps them: what a request becomes, and the payload it is answered with."""

import hashlib
import mimetypes
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.discord.rules import IS_COMPONENTS_V2, MessageState, walk
from tests.discord.world import Channel, Json, Snowflakes, User, timestamp

SIGNATURE_KEY = "loopback"
LINK_LIFETIME_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Upload:
    """A file on its way to Discord."""

    filename: str
    data: bytes
    content_type: str | None = None


@dataclass(frozen=True)
class StoredFile:
    """A file that Discord keeps, with the address it is served at."""

    id: int
    filename: str
    data: bytes
    content_type: str
    url: str
    description: str | None = None

    def payload(self, *, ephemeral: bool = False) -> Json:
        """The attachment object; width and height where the file is a PNG."""
        size = png_size(self.data)
        attachment: Json = {
            "id": str(self.id),
            "filename": self.filename,
            "size": len(self.data),
            "url": self.url,
            "proxy_url": self.url,
            "content_type": self.content_type,
        }
        if size is not None:
            attachment |= {"width": size[0], "height": size[1]}
        if self.description is not None:
            attachment["description"] = self.description
        return attachment | {"ephemeral": True} if ephemeral else attachment


def png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height from a PNG's header, None for anything else."""
    if data[:8] != b"\x89PNG\r\n\x1a\n" or len(data) < 24:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


class FileStore:
    """Keeps uploaded bytes and gives them signed addresses that expire, as Discord's CDN does."""

    def __init__(self, snowflakes: Snowflakes) -> None:
        self._snowflakes = snowflakes
        self._files: dict[int, StoredFile] = {}
        self.base_url = ""

    def add(
        self, upload: Upload, channel_id: int, *, filename: str | None = None, about: str | None = None
    ) -> StoredFile:
        """Keep a file; it is served at the URL of the result."""
        file_id = self._snowflakes.next()
        name = filename or upload.filename
        kind = upload.content_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
        expires = f"{int(time.time()) + LINK_LIFETIME_SECONDS:x}"
        query = f"ex={expires}&hm={self._sign(file_id, expires)}"
        url = f"{self.base_url}/attachments/{channel_id}/{file_id}/{name}?{query}"
        stored = self._files[file_id] = StoredFile(file_id, name, upload.data, kind, url, about)
        return stored

    def fetch(self, file_id: int, expires: str, signature: str) -> StoredFile | None:
        """The file, or None when it is unknown, or the address wrongly signed or expired."""
        if signature != self._sign(file_id, expires) or int(expires, 16) < time.time():
            return None
        return self._files.get(file_id)

    def _sign(self, file_id: int, expires: str) -> str:
        return hashlib.sha256(f"{SIGNATURE_KEY}:{file_id}:{expires}".encode()).hexdigest()


@dataclass(eq=False)
class Message:
    """A message of the bot."""

    id: int
    channel: Channel
    author: User
    content: str = ""
    flags: int = 0
    tts: bool = False
    embeds: list[Json] = field(default_factory=list[Json])
    components: list[Json] = field(default_factory=list[Json])
    files: dict[int, StoredFile] = field(default_factory=dict[int, StoredFile])
    created_at: str = field(default_factory=timestamp)
    edited_at: str | None = None
    webhook_id: int | None = None
    interaction: Json | None = None
    reference: Json | None = None
    viewer: User | None = None
    """Who alone can see it, if it is ephemeral."""
    deleted: bool = False

    def state(self) -> MessageState:
        """What the rules need to know of it before an edit."""
        names = {str(file.id): file.filename for file in self.files.values()}
        return MessageState(self.content, self.flags, self.embeds, self.components, names)

    def buttons(self) -> list[Json]:
        """Its buttons, in the order they are shown."""
        return [component for component in walk(self.components) if component["type"] == 2]

    def text(self) -> str:
        """All that a reader sees of words: content, text displays, embeds' titles and descriptions."""
        shown = [self.content, *(part["content"] for part in walk(self.components) if part["type"] == 10)]
        shown += [embed.get(key) or "" for embed in self.embeds for key in ("title", "description")]
        return "\n".join(text for text in shown if text)

    def pictures(self) -> dict[str, bytes]:
        """Its files by name."""
        return {file.filename: file.data for file in self.files.values()}

    def apply(self, payload: Json, uploads: Sequence[Upload], store: FileStore) -> None:
        """Write a checked request into the message; fields left out stay as they are."""
        self._attach(payload, uploads, store)
        if "content" in payload:
            self.content = payload["content"] or ""
        if "embeds" in payload:
            embeds: list[Json] = payload["embeds"] or []
            self.embeds = [{"type": "rich"} | embed for embed in embeds]
        if "components" in payload:
            numbers = iter(range(1, 1000))
            components: list[Json] = payload["components"] or []
            self.components = [self._shown(component, numbers) for component in components]
        self.flags |= (payload.get("flags") or 0) & IS_COMPONENTS_V2
        self.tts = payload.get("tts", self.tts)

    def _attach(self, payload: Json, uploads: Sequence[Upload], store: FileStore) -> None:
        entries: list[Json] | None = payload.get("attachments")
        if entries is None:
            kept = {} if "attachments" in payload else dict(self.files)
            entries = [{"id": index} for index in range(len(uploads))]
        else:
            kept = {
                int(entry["id"]): self.files[int(entry["id"])] for entry in entries if int(entry["id"]) in self.files
            }
        for entry in entries:
            if int(entry["id"]) < len(uploads):
                upload = uploads[int(entry["id"])]
                stored = store.add(
                    upload, self.channel.id, filename=entry.get("filename"), about=entry.get("description")
                )
                kept[stored.id] = stored
        self.files = kept

    def _shown(self, component: Json, numbers: Any) -> Json:
        """A requested component as answers show it: numbered, defaults filled in, media resolved."""
        shown: Json = {key: value for key, value in component.items() if value is not None}
        shown.setdefault("id", next(numbers))
        match shown["type"]:
            case 3 | 5 | 6 | 7 | 8:
                shown.setdefault("min_values", 1)
                shown.setdefault("max_values", 1)
            case 11:
                shown |= self._media(shown, "media") | {"description": shown.get("description")}
            case 12:
                shown["items"] = [self._gallery_item(item) for item in shown["items"]]
            case 13:
                shown |= self._media(shown, "file")
                stored = self._file_named(component["file"]["url"])
                shown |= {"name": stored.filename if stored else None, "size": len(stored.data) if stored else None}
            case 14:
                shown = {"spacing": 1, "divider": True} | shown
            case 17:
                shown.setdefault("accent_color", None)
            case _:
                pass
        if shown["type"] in (11, 13, 17):
            shown.setdefault("spoiler", False)
        if "components" in shown:
            shown["components"] = [self._shown(inner, numbers) for inner in shown["components"]]
        if "accessory" in shown:
            shown["accessory"] = self._shown(shown["accessory"], numbers)
        return shown

    def _gallery_item(self, item: Json) -> Json:
        defaults: Json = {"description": item.get("description"), "spoiler": bool(item.get("spoiler"))}
        return defaults | self._media(item, "media")

    def _file_named(self, url: str) -> StoredFile | None:
        name = url.removeprefix("attachment://")
        return next((file for file in self.files.values() if file.filename == name), None)

    def _media(self, holder: Json, key: str) -> Json:
        url: str = holder[key]["url"]
        stored = self._file_named(url) if url.startswith("attachment://") else None
        if stored is None:
            return {key: {"id": "0", "url": url, "proxy_url": url}}
        attachment = stored.payload()
        media: Json = {name: attachment.get(name) for name in ("url", "proxy_url", "content_type", "width", "height")}
        return {key: media | {"id": str(stored.id), "attachment_id": str(stored.id)}}

    def payload(self) -> Json:
        """The message object."""
        message: Json = {
            "id": str(self.id),
            "type": 20 if self.interaction and self.interaction["type"] == 2 else 0,
            "channel_id": str(self.channel.id),
            "author": self.author.payload(),
            "content": self.content,
            "embeds": self.embeds,
            "components": self.components,
            "attachments": [file.payload(ephemeral=self.viewer is not None) for file in self.files.values()],
            "flags": self.flags,
            "timestamp": self.created_at,
            "edited_timestamp": self.edited_at,
            "mentions": [],
            "mention_roles": [],
            "mention_everyone": False,
            "pinned": False,
            "tts": self.tts,
        }
        if self.webhook_id is not None:
            message |= {"webhook_id": str(self.webhook_id), "application_id": str(self.webhook_id)}
        if self.interaction is not None:
            message["interaction_metadata"] = self.interaction
        if self.reference is not None:
            message["message_reference"] = self.reference
        return message
