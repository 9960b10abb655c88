"""The commands of `python -m gan`: options, and what people read on the terminal. They import torch when they run."""
