"""Stands for `python -m gan finetune`: speaks its protocol, learns nothing, and does as files in its folder tell it.

    python fake_trainer.py [--pace SECONDS] [--gates pass|fail] --images DIR --out RUN --name NAME [--base ID]
        [--resume] [--steps N]

Beside RUN may lie: `hold` (wait before the next step; from step N on, where it names one), `die` (end by SIGKILL at
step N, once), `die-always`, `fail` (say this sentence and end).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from PIL import Image

stopped = False


def stop(*_: object) -> None:
    global stopped
    stopped = True


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pace", type=float, default=0.01)
    parser.add_argument("--gates", default="pass")
    parser.add_argument("--images", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--base")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--steps", type=int, default=40)
    args = parser.parse_args()
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    run: Path = args.out
    run.mkdir(parents=True, exist_ok=True)
    checkpoint, orders = run / "checkpoint", run.parent
    if checkpoint.exists() and not args.resume:
        sys.exit("there is a run in that folder already")

    def say(event: str, **more: Any) -> None:
        with (run / "progress.jsonl").open("a") as file:
            file.write(json.dumps({"event": event, **more}) + "\n")

    def picture(name: str) -> str:
        Image.effect_noise((64, 16), 60).convert("RGB").save(run / name)
        return name

    def held() -> bool:
        try:
            return step >= int((orders / "hold").read_text() or 0)
        except FileNotFoundError:
            return False

    step = int(checkpoint.read_text()) if checkpoint.exists() else 0
    images = len(list(args.images.iterdir()))
    say("started", step=step, steps=args.steps, images=images, device="cpu")
    if (orders / "fail").exists():
        say("failed", message=(orders / "fail").read_text())
        sys.exit(1)
    while step < args.steps:
        while held() and not stopped:
            time.sleep(0.01)
        if stopped:
            checkpoint.write_text(str(step))
            sys.exit(0)
        time.sleep(args.pace)
        step += 1
        if step % 10 == 0:
            checkpoint.write_text(str(step))
        if step % 20 == 0:
            say("preview", step=step, file=picture(f"preview-{step:06}.webp"))
        say("step", step=step, steps=args.steps, rate=1.5, seconds_left=args.steps - step, kid=0.5 / step)
        die = orders / "die"
        if (die.exists() and int(die.read_text()) == step) or (orders / "die-always").exists():
            die.unlink(missing_ok=True)
            os.kill(os.getpid(), signal.SIGKILL)
    weights = f"weights of {args.name}, {step} steps".encode()
    model = hashlib.sha256(weights).hexdigest()
    (run / f"{args.name}.safetensors").write_bytes(weights)
    card = {
        "id": model,
        "family": "moe",
        "resolution": 1,
        "vocabulary": {"hair_color": ["black", "brown", "pink"], "mouth": ["smile", "cat"]},
        "base": args.base,
        "strength": 1.0,
    }
    (run / f"{args.name}.json").write_text(json.dumps(card))
    passed = args.gates == "pass"
    say(
        "finished",
        step=step,
        model=model,
        card=f"{args.name}.json",
        weights=f"{args.name}.safetensors",
        grid=picture("grid.webp"),
        strip=picture("strip.webp"),
        gates=[
            {"name": "kid_gap", "value": 0.63, "limit": 0.5, "least": True, "passed": True},
            {"name": "memorised", "value": 0.1 if passed else 0.9, "limit": 0.2, "least": False, "passed": passed},
        ],
    )


if __name__ == "__main__":
    main()
