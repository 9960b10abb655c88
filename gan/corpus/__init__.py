"""The corpus that the GAN is trained on: avatars drawn by this code as parametric SVG.

`records` says what an avatar is, `drawing` how things are drawn, `parts` what avatars are made of, `scene` in which
order; `raster` makes pixels of it, `data` keeps and reads them, `sheet`, `gallery` and `checks` look at them.
"""
