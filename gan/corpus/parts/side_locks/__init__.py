"""Locks in front of the ears: two for each side, as data in `LOCKS`, drawn for the viewer's right."""
