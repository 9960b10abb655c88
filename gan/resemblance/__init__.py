"""The face of a generator that is nearest to a picture, as a recipe.

Nothing here knows what a face is: pictures are compared by colours and outlines, from fine to coarse. What the
generator knows is enough, for it can be asked for anything between its classes and between its seeds, and gradients
pass through it. So a search goes from many seeds to a few places between them (`gan.resemblance.imagining`), and from
the best of these to what a recipe can say: classes, a seed, moves along directions (`gan.resemblance.settling`).
"""
