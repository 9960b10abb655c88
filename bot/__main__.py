"""`python -m bot`: run the bot, try it without Discord, or see what it lacks."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from bot.locales import FALLBACK, languages
from bot.settings import Settings, SettingsError, load_settings

__all__ = ["main"]

main = typer.Typer(
    help="MoeGAN: an avatar of one's own for every member of a Discord server.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _give_up(problem: str) -> NoReturn:
    typer.echo(problem, err=True)
    raise typer.Exit(1)


def _settings() -> Settings:
    try:
        return load_settings()
    except SettingsError as error:
        _give_up(str(error))


@main.command()
def run() -> None:
    """Runs the bot on Discord; needs a token in .env."""
    from bot.logging import configure_logging
    from bot.running import LoginFailed, run_bot
    from bot.stopping import run_until_stopped
    from bot.store.errors import StoreError

    settings = _settings()
    try:
        token = settings.require_token()
    except SettingsError as error:
        _give_up(str(error))
    configure_logging(settings.log_level, as_json=settings.log_format == "json")
    try:
        run_until_stopped(run_bot(settings, token))
    except (StoreError, SettingsError, LoginFailed) as error:
        _give_up(str(error))


@main.command(name="try")
def try_(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the page; 0 takes a free one.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open a browser.")] = False,
    data: Annotated[
        Path | None, typer.Option(help="Folder that keeps the avatars; one that is thrown away where absent.")
    ] = None,
    locale: Annotated[
        str, typer.Option(help=f"Language of the members: {' or '.join(languages())}.", metavar="LANGUAGE")
    ] = FALLBACK,
) -> None:
    """Tries the bot in a browser, with a simulated Discord; needs no token."""
    from bot.logging import configure_logging
    from bot.stopping import run_until_stopped
    from bot.store.errors import StoreError
    from gan.models import ModelError

    try:
        from bot.tryout.page import TryoutError, serve
    except ModuleNotFoundError as error:
        _give_up(f"{error.name} is not installed. Install what the page needs with: pip install -e '.[try]'")
    if locale not in languages():
        _give_up(f"There is no language {locale!r}. Choose one of: {', '.join(languages())}.")
    configure_logging("warning", as_json=False)
    try:
        run_until_stopped(serve(port=port, data=data, open_browser=not no_open, locale=locale))
    except (StoreError, SettingsError, ModelError, TryoutError) as error:
        _give_up(str(error))


@main.command()
def doctor(
    token: Annotated[bool, typer.Option("--token", help="Also ask Discord whether the token is valid.")] = False,
) -> None:
    """Checks settings, database, model files and worker, and says what to mend."""
    from bot.doctor import examine
    from bot.logging import configure_logging

    configure_logging("error", as_json=False)
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)

    async def report() -> bool:
        good = True
        async for finding in examine(with_token=token):
            good &= finding.good
            mark = "[green]✓[/]" if finding.good else "[red]✗[/]"
            console.print(f"{mark} {finding.subject:<9}", end=" ")
            console.print(finding.words, markup=False)
        return good

    if not asyncio.run(report()):
        raise typer.Exit(1)


if __name__ == "__main__":
    main()
