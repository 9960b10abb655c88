"""How long one picture takes in a process that is set up as a worker is; started by `benchmarks.drawing`.

    python -m benchmarks.painting MODEL_ID WORKER PICTURES FOLDER...

Says "ready" once it is warm, waits for a line, draws, and prints the median seconds of each step as JSON: `paint` is
the network (mapping, synthesis, pixels as bytes), `pack` the rest of a worker's job (PNG and hash).
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from benchmarks.frame import median
from gan.engine.worker import Studio, TorchPainters, WorkerSettings, prepare
from gan.recipe import fresh

__all__: list[str] = []


def _main(model_id: str, worker: int, pictures: int, folders: tuple[Path, ...]) -> None:
    prepare()
    studio = Studio(WorkerSettings(folders, TorchPainters(), worker))
    painter = studio.painter(model_id)
    studio.draw(fresh(model_id, 0), None)
    print("ready", flush=True)
    sys.stdin.readline()
    painting: list[float] = []
    drawing: list[float] = []
    for seed in range(1, pictures + 1):
        recipe = fresh(model_id, seed)
        begun = time.perf_counter()
        painter.paint(recipe)
        painted = time.perf_counter()
        studio.draw(recipe, None)
        painting.append(painted - begun)
        drawing.append(time.perf_counter() - painted)
    print(json.dumps({"paint": median(painting), "pack": median(drawing) - median(painting)}), flush=True)


if __name__ == "__main__":
    _main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), tuple(Path(folder) for folder in sys.argv[4:]))
