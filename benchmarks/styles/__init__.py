"""Pictures in a community's style, to prove few-shot fine-tuning on (docs/styles.md)."""
