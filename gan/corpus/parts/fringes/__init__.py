"""The fringe: nine locks from the left to the right temple, as data in `FRINGE`.

All fringes have nine locks, so that any two of them have something in between.
"""
