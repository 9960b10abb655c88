"""The project's own rules: each one shown to pass what Discord takes and to catch what Discord rejects."""

from typing import Any

import pytest

from tests.discord.rules import MessageState, callback_violations, command_violations, message_violations
from tests.discord.rules import modal_violations as modal

V2 = 1 << 15
Json = dict[str, Any]


def text(content: str = "words") -> Json:
    """A text display."""
    return {"type": 10, "content": content}


def button(custom_id: str | None = "a", **more: Any) -> Json:
    """A button with a label, unless told otherwise."""
    return {"type": 2, "style": 1, "label": "go", "custom_id": custom_id} | more


def row(*components: Json) -> Json:
    """An action row."""
    return {"type": 1, "components": list(components)}


def v2(*components: Json, **more: Any) -> Json:
    """A message of components v2."""
    return {"flags": V2, "components": list(components)} | more


def gallery(*urls: str) -> Json:
    """A media gallery."""
    return {"type": 12, "items": [{"media": {"url": url}} for url in urls]}


def menu(*values: str, **more: Any) -> Json:
    """A string select."""
    return {"type": 3, "custom_id": "m", "options": [{"label": v, "value": v} for v in values]} | more


def command(**more: Any) -> Json:
    """A valid slash command, unless told otherwise."""
    return {"type": 1, "name": "avatar", "description": "faces"} | more


def option(name: str = "seed", **more: Any) -> Json:
    """A valid option of type string, unless told otherwise."""
    return {"type": 3, "name": name, "description": "a seed"} | more


SOUND_MESSAGES: list[tuple[Json, list[str]]] = [
    ({"content": "hello"}, []),
    ({"embeds": [{"title": "x", "fields": [{"name": "a", "value": "b"}]}]}, []),
    ({"attachments": [{"id": 0, "filename": "a.png"}]}, ["a.png"]),
    (v2(gallery("attachment://a.png", "https://x/y.png"), row(button("a"), button("b"))), ["a.png"]),
    (v2({"type": 17, "components": [text("x" * 4000)]}), []),
    ({"content": "x", "components": [row(*(button(str(i)) for i in range(5))) for _ in range(1)]}, []),
    ({"content": "x", "components": [row(menu("a", "b", max_values=2))]}, []),
    (v2(row(button(None, style=5, url="https://x"))), []),
    (v2(row(button(label=None, emoji={"name": "x"}))), []),
]


@pytest.mark.parametrize(("payload", "files"), SOUND_MESSAGES)
def test_a_sound_message_passes(payload: Json, files: list[str]) -> None:
    assert message_violations(payload, files) == []


WRONG_MESSAGES: list[tuple[Json, str]] = [
    ({}, "the message is empty"),
    ({"content": "", "components": []}, "the message is empty"),
    ({"content": "x" * 2001}, "at most 2000 characters, not 2001"),
    (v2(), "the message is empty"),
    ({"content": "x", "components": [text()]}, "need the flag IS_COMPONENTS_V2"),
    (v2(text(), content="x"), "excludes content"),
    (v2(text(), embeds=[{"title": "x"}]), "excludes embeds"),
    (v2(text(), poll={"question": {}}), "excludes polls"),
    (v2(*(text("x") for _ in range(41))), "at most 40 components in all, not 41"),
    (v2(*({"type": 17, "components": [text("x")] * 4} for _ in range(9))), "at most 40 components in all, not 45"),
    (v2(text("x" * 2500), text("y" * 1501)), "at most 4000 characters, not 4001"),
    (v2(gallery()), "a gallery has 1 to 10 items, not 0"),
    (v2(gallery(*["https://x"] * 11)), "a gallery has 1 to 10 items, not 11"),
    (v2(gallery("attachment://b.png")), "attachment://b.png names no attached file; attached are ['a.png']"),
    (v2({"type": 13, "file": {"url": "https://x/y"}}), "can only show an attachment://"),
    ({"embeds": [{"image": {"url": "attachment://b.png"}}]}, "attachment://b.png names no attached file"),
    (v2({"type": 9, "components": [], "accessory": button()}), "a section has 1 to 3 texts"),
    (v2(row(button(label=None))), "needs a label or an emoji"),
    (v2(row(button(None))), "needs a custom_id and no url"),
    (v2(row(button(style=5, url="https://x"))), "needs a url and no custom_id"),
    (v2(row(button(None, style=6))), "needs a sku_id"),
    (v2(row(button("a"), button("a"))), "custom_id 'a' is used 2 times"),
    (v2(row(button("a")), {"type": 9, "components": [text()], "accessory": button("a")}), "custom_id 'a' is used 2"),
    (v2(row(button("x" * 101))), "more than 100 characters"),
    ({"content": "x", "components": [row(button(str(i))) for i in range(6)]}, "at most 5 rows, not 6"),
    (v2(row(*(button(str(i)) for i in range(6)))), "at most 5 buttons, not 6"),
    (v2(row()), "a row is empty"),
    (v2(row(menu("a"), button())), "needs a row of its own"),
    (v2(row(menu("a", "a"))), "has the value 'a' 2 times"),
    (v2(row(menu(*map(str, range(26))))), "has 1 to 25 options, not 26"),
    (v2(row(menu("a", max_values=2))), "allows more values than it has options"),
    ({"embeds": [{"title": "x", "fields": [{"name": "a", "value": ""}]}]}, "needs a name and a value"),
    ({"embeds": [{"description": "x" * 4000}, {"footer": {"text": "y" * 2001}}]}, "6000 characters, not 6001"),
    ({"content": "x", "attachments": [{"id": 0}, {"id": 1}]}, "neither an attached file nor one kept"),
    ({"content": "x", "attachments": []}, "file 0 (a.png) is missing in attachments"),
    ({"content": "x", "attachments": [{"id": 0}] * 11}, "at most 10 attachments, not 11"),
]


@pytest.mark.parametrize(("payload", "fault"), WRONG_MESSAGES)
def test_a_wrong_message_is_caught(payload: Json, fault: str) -> None:
    files = ["a.png"] if "a.png" in fault or "attachments" in payload else []
    found = message_violations(payload, files)
    assert len(found) == 1, found
    assert fault in found[0]


def test_an_edit_is_judged_by_what_the_message_becomes() -> None:
    old = MessageState(flags=V2, components=[text()], attachments={"77": "a.png"})
    assert message_violations({"components": [text("new")]}, before=old) == []
    assert message_violations({"components": [gallery("attachment://a.png")]}, before=old) == []
    kept = {"attachments": [{"id": "77"}], "components": [gallery("attachment://a.png")]}
    assert message_violations(kept, before=old) == []
    dropped = {"attachments": [], "components": [gallery("attachment://a.png")]}
    assert "names no attached file" in message_violations(dropped, before=old)[0]
    assert "cannot be taken back" in message_violations({"flags": 0}, before=old)[0]
    assert "excludes content" in message_violations({"content": "x"}, before=old)[0]
    assert "empty" in message_violations({"components": []}, before=old)[0]
    plain = MessageState(content="x")
    assert "excludes content" in message_violations(v2(text()), before=plain)[0]
    assert message_violations(v2(text(), content=None), before=plain) == []
    assert "empty" in message_violations({"content": None}, before=plain)[0]


def test_a_modal_has_one_to_five_components_of_its_own_kinds() -> None:
    label = {"type": 18, "label": "Name", "component": {"type": 4, "style": 1, "custom_id": "n"}}
    other = {"type": 18, "label": "Name", "component": {"type": 4, "style": 1, "custom_id": "o"}}
    bare = {"type": 4, "style": 1, "custom_id": "p"}
    assert modal({"components": [label, other, text()]}) == []
    assert modal({"components": []}) == ["a modal has 1 to 5 components, not 0"]
    assert modal({"components": [text()] * 6}) == ["a modal has 1 to 5 components, not 6"]
    assert modal({"components": [label, label]}) == ["custom_id 'n' is used 2 times"]
    assert "takes rows, texts and labels, not type 17" in modal({"components": [{"type": 17, "components": []}]})[0]
    assert modal({"components": [row(bare)]}) == ["a text input in a row needs a label"]
    assert modal({"components": [row(bare, bare)]})[0] == "a row of a modal holds exactly one text input"


def test_callbacks_follow_the_rules_of_their_kind() -> None:
    assert callback_violations({"type": 5, "data": {"flags": 64}}) == []
    assert "only the flag EPHEMERAL" in callback_violations({"type": 5, "data": {"flags": V2}})[0]
    assert "empty" in callback_violations({"type": 4, "data": {}})[0]
    assert callback_violations({"type": 7, "data": {"content": "x"}}, (), MessageState("y")) == []
    assert "excludes content" in callback_violations({"type": 7, "data": v2(text())}, (), MessageState("y"))[0]
    assert "a modal has 1 to 5" in callback_violations({"type": 9, "data": {"components": []}})[0]
    choice = {"name": "a", "value": "b"}
    assert callback_violations({"type": 8, "data": {"choices": [choice] * 25}}) == []
    assert "at most 25 choices, not 26" in callback_violations({"type": 8, "data": {"choices": [choice] * 26}})[0]
    assert "1 to 100" in callback_violations({"type": 8, "data": {"choices": [choice | {"name": "x" * 101}]}})[0]
    assert "the value of" in callback_violations({"type": 8, "data": {"choices": [choice | {"value": "x" * 101}]}})[0]


def test_sound_commands_pass() -> None:
    full = command(
        name_localizations={"zh-CN": "头像", "hi": "अवतार"},
        options=[
            {"type": 2, "name": "group", "description": "x", "options": [{"type": 1} | command(name="sub")]},
            {"type": 1}
            | command(name="new", options=[option(required=True), option("count", min_value=1, max_value=4)]),
        ],
    )
    assert command_violations([full, command(name="other"), {"type": 2, "name": "Show Avatar"}]) == []


WRONG_COMMANDS: list[tuple[list[Json], str]] = [
    ([command(name="Avatar")], "must be in lower case"),
    ([command(name="my avatar")], "may hold letters"),
    ([command(name="x" * 33)], "needs 1 to 32 characters"),
    ([command(name="")], "needs 1 to 32 characters"),
    ([command(description="")], "needs 1 to 100 characters"),
    ([command(description="x" * 101)], "needs 1 to 100 characters"),
    ([command(name_localizations={"zh-CN": "Bad Name"})], "must be in lower case"),
    ([command(name_localizations={"zh": "x"})], "'zh' is no locale"),
    ([command(description_localizations={"de": "x" * 101})], "needs 1 to 100 characters"),
    ([command(), command()], "/avatar: defined 2 times"),
    ([command(name=f"c{i}") for i in range(101)], "at most 100 slash commands, not 101"),
    ([{"type": 3, "name": "Save", "description": "x"}], "only slash commands have a description"),
    ([command(options=[option(f"o{i}") for i in range(26)])], "at most 25 options, not 26"),
    ([command(options=[option(), option()])], "the option 'seed' is there 2 times"),
    ([command(options=[option("a"), option("b", required=True)])], "'b' comes after the optional 'a'"),
    ([command(options=[option("a"), {"type": 1} | command(name="sub")])], "do not mix"),
    ([command(options=[{"type": 2, "name": "g", "description": "x"}])], "a group needs a subcommand"),
    ([command(options=[option(choices=[{"name": str(i), "value": "x"} for i in range(26)])])], "at most 25 choices"),
    ([command(options=[option(choices=[{"name": "a", "value": "x"}] * 2)])], "the choice 'a' is there 2 times"),
    ([command(options=[option(choices=[{"name": "", "value": "x"}])])], "name of choice '' needs 1 to 100"),
    ([command(options=[option(choices=[{"name": "a", "value": "x" * 101}])])], "value of choice 'a' needs"),
    ([command(options=[option(choices=[{"name": "a", "value": "x"}], autocomplete=True)])], "exclude each other"),
    ([command(options=[option(min_value=5, max_value=4)])], "min_value 5 is above max_value 4"),
    (
        [
            command(
                options=[
                    option(f"o{i}", choices=[{"name": f"{n}" * 90, "value": n} for n in range(9)]) for i in range(10)
                ]
            )
        ],
        "more than 8000",
    ),
]


@pytest.mark.parametrize(("commands", "fault"), WRONG_COMMANDS)
def test_a_wrong_command_is_caught(commands: list[Json], fault: str) -> None:
    found = command_violations(commands)
    assert len(found) == 1, found
    assert fault in found[0]


def test_a_command_nested_too_deeply_is_caught() -> None:
    group = {"type": 2, "name": "g", "description": "x", "options": [{"type": 1} | command(name="sub")]}
    outer = {"type": 2, "name": "o", "description": "x", "options": [group]}
    assert any("nested too deeply" in fault for fault in command_violations([command(options=[outer])]))
