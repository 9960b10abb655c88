"""Training the base generator."""

from gan.training.checkpoint import CheckpointError
from gan.training.failures import RunError
from gan.training.folder import CHECKPOINT, RunFolder
from gan.training.frequencies import frequencies
from gan.training.learners.losses import TrainingDiverged
from gan.training.learners.schedule import Schedule
from gan.training.learners.trainer import Trainer
from gan.training.material import Material, open_material
from gan.training.presets import PRESETS, Preset, Stage
from gan.training.run import Plan, check_vocabulary, train
from gan.training.ticks import Tick, Watcher

__all__ = [
    "CHECKPOINT",
    "PRESETS",
    "CheckpointError",
    "Material",
    "Plan",
    "Preset",
    "RunError",
    "RunFolder",
    "Schedule",
    "Stage",
    "Tick",
    "Trainer",
    "TrainingDiverged",
    "Watcher",
    "check_vocabulary",
    "frequencies",
    "open_material",
    "train",
]
