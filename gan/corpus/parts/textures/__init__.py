"""Textures of hair, as data in `TEXTURE`; see `gan.corpus.drawing.texture`."""
