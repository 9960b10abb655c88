"""`python -m tests.browser.small_try MODELS DATA STEPS`: the page of `try`, over models that are trained in seconds."""

import sys
from pathlib import Path

from bot.logging import configure_logging
from bot.stopping import run_until_stopped
from bot.tryout.page import serve
from gan.engine.local import LocalEngine
from gan.engine.trainer import LocalTrainer
from gan.engine.trainer_process import TRAINER
from gan.models import Registry


def main(models: Path, data: Path, steps: str) -> None:
    folders = (models, data / "models")
    arguments = ("--models", str(models), "--base", Registry(folders).default().name, "--steps", steps)
    configure_logging("warning", as_json=False)
    run_until_stopped(
        serve(
            port=0,
            data=data,
            open_browser=False,
            engine=LocalEngine(folders, workers=1),
            registry=Registry(folders),
            trainer=LocalTrainer(command=(*TRAINER, *arguments)),
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
