"""Where the files of training lie: pictures under their hash, a folder a run, and what its report shows."""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from gan.files import whole
from gan.models import ModelCorrupt, file_sha256

__all__ = ["TrainingFolders", "bytes_if_there"]


def bytes_if_there(path: Path) -> bytes | None:
    """A file's bytes; None where there is no such file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


class TrainingFolders:
    """Paths, and the moving of files between them; every method but `picture` and `thumbnail` touches the disk.

    Args:
        root: in the data folder.
        models: where models that were trained here are found by the registry.
    """

    def __init__(self, root: Path, models: Path) -> None:
        self._root = root
        self._models = models

    def picture(self, sha256: str) -> Path:
        """A picture as it is learned from."""
        return self._root / "pictures" / sha256[:2] / f"{sha256}.png"

    def thumbnail(self, sha256: str) -> Path:
        """The same, small."""
        return self._root / "pictures" / sha256[:2] / f"{sha256}.webp"

    def run(self, folder: int) -> Path:
        """A run's folder; made where it is missing."""
        path = self._root / "runs" / str(folder)
        path.mkdir(parents=True, exist_ok=True)
        return path

    def new_lot(self) -> Path:
        """An empty folder for files as they are handed in; whoever asked for it removes it."""
        lots = self._root / "lots"
        lots.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(dir=lots))

    def keep(self, lot: Path, hashes: Iterable[str]) -> None:
        """Moves accepted pictures from their lot to where they stay."""
        for sha256 in hashes:
            target = self.picture(sha256)
            target.parent.mkdir(parents=True, exist_ok=True)
            (lot / f"{sha256}.webp").replace(self.thumbnail(sha256))
            (lot / f"{sha256}.png").replace(target)

    def remove_all_but(self, hashes: set[str]) -> int:
        """Deletes every picture whose hash is not among these; how many files went."""
        gone = 0
        for path in (self._root / "pictures").glob("*/*"):
            if path.stem not in hashes:
                path.unlink(missing_ok=True)
                gone += 1
        return gone

    def remove_lots(self) -> None:
        """Deletes what a bot that was killed left of lots."""
        shutil.rmtree(self._root / "lots", ignore_errors=True)

    def remove_run(self, folder: int) -> None:
        """Deletes a run's folder."""
        shutil.rmtree(self._root / "runs" / str(folder), ignore_errors=True)

    def remove_run_pictures(self, folder: int) -> None:
        """Deletes the pictures that were laid out for a trainer, as one that was killed leaves them."""
        shutil.rmtree(self._root / "runs" / str(folder) / "pictures", ignore_errors=True)

    def prune_run(self, folder: int) -> None:
        """Deletes what only going on would need, which is nearly all; what the trainer said of itself stays."""
        for name in ("run", "pictures"):
            shutil.rmtree(self._root / "runs" / str(folder) / name, ignore_errors=True)

    def shown(self, run_id: int, what: str) -> Path:
        """A picture of a run's report: `grid` or `strip`; it stays when the run's folder goes."""
        return self._root / "reports" / f"{run_id}-{what}.webp"

    def keep_report(self, run_id: int, **pictures: Path | None) -> None:
        """Keeps the pictures of a report."""
        (self._root / "reports").mkdir(parents=True, exist_ok=True)
        for what, path in pictures.items():
            if path is not None and path.is_file():
                shutil.copyfile(path, self.shown(run_id, what))

    def publish(self, stem: str, card: Path, weights: Path, model_id: str) -> None:
        """Copies a model to where the registry finds it, the card last; raises `ModelCorrupt` and `OSError`."""
        try:
            document = json.loads(card.read_text(encoding="utf-8"))
            # A style's id stands for its base and its strength as well; its card says what its file hashes to.
            whole_file = document["id"] == model_id and file_sha256(weights) == document.get("sha256", model_id)
        except (ValueError, KeyError, TypeError) as error:
            raise ModelCorrupt(f"The card {card} cannot be read: {error!r}.") from error
        if not whole_file:
            raise ModelCorrupt(f"The weights {weights} are not those of the model {model_id[:12]}.")
        self._models.mkdir(parents=True, exist_ok=True)
        for source, target in ((weights, f"{stem}.safetensors"), (card, f"{stem}.json")):
            with whole(self._models / target) as partial:
                shutil.copyfile(source, partial)

    def withdraw(self, stem: str) -> None:
        """Deletes a model again."""
        for suffix in (".json", ".safetensors"):
            with contextlib.suppress(FileNotFoundError):
                (self._models / f"{stem}{suffix}").unlink()
