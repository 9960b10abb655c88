"""The picture side's command line: `python -m gan COMMAND`.

Pictures: draw, like, blend, siblings, morph, strip, directions. Models: models, corpus, train, finetune, publish,
evaluate.
"""

from __future__ import annotations

import typer
from rich.table import Table

from gan.commands.directions import directions, strip
from gan.commands.draw import draw
from gan.commands.evaluate import evaluate
from gan.commands.family import blend, siblings
from gan.commands.finetune import finetune
from gan.commands.like import like
from gan.commands.morph import SeveralSeeds, morph
from gan.commands.publish import publish
from gan.commands.train import TrainCommand, train
from gan.console import ModelsFolder, console, registry, stop
from gan.models import ModelError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_show_locals=False, help=__doc__)


app.command("draw")(draw)
app.command("like", no_args_is_help=True)(like)
app.command("morph", cls=SeveralSeeds, no_args_is_help=True)(morph)
app.command("strip", cls=SeveralSeeds, no_args_is_help=True)(strip)
app.command("blend", cls=SeveralSeeds, no_args_is_help=True)(blend)
app.command("siblings", cls=SeveralSeeds, no_args_is_help=True)(siblings)
app.command("directions", cls=SeveralSeeds, no_args_is_help=True)(directions)


@app.command("models")
def list_models(models: ModelsFolder = None) -> None:
    """List what the registry holds and check each weights file against its card."""
    table = Table("name", "id", "family", "pixels", "default", "file")
    broken = False
    try:
        for model in registry(models).models():
            try:
                model.verify()
                state = "ok"
            except ModelError as error:
                state, broken = str(error), True
            default = "yes" if model.card.get("default") else ""
            table.add_row(model.name, model.id[:12], model.family, str(model.resolution), default, state)
    except ModelError as error:
        stop(str(error))
    console.print(table)
    if broken:
        raise typer.Exit(1)


app.command("train", cls=TrainCommand, no_args_is_help=True)(train)


app.command("finetune", no_args_is_help=True)(finetune)
app.command("publish")(publish)
app.command("evaluate", no_args_is_help=True)(evaluate)


def _add_corpus() -> None:
    try:
        from gan.commands.corpus import corpus
    except ImportError as missing:
        module = missing.name

        def corpus_unavailable() -> None:
            """Draw the corpus that the generator is trained on (needs the extra `train`)."""
            stop(f"Drawing the corpus needs {module}. Install it with: pip install 'moegan[train]'")

        app.command("corpus", context_settings={"ignore_unknown_options": True, "allow_extra_args": True})(
            corpus_unavailable
        )
    else:
        app.command("corpus")(corpus)


_add_corpus()

if __name__ == "__main__":
    app()
