"""Fine-tuning: a community's own style from a few dozen pictures, while every recipe keeps its face."""
