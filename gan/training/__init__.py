"""Training the base generator."""

from gan.training.checkpoint import CheckpointError
from gan.training.run import CHECKPOINT, Plan, RunError, Tick, check_vocabulary, frequencies, train
from gan.training.trainer import Schedule, Trainer, TrainingDiverged

__all__ = [
    "CHECKPOINT",
    "CheckpointError",
    "Plan",
    "RunError",
    "Schedule",
    "Tick",
    "Trainer",
    "TrainingDiverged",
    "check_vocabulary",
    "frequencies",
    "train",
]
