"""What people hand in to train a style on: hostile until proved otherwise.

Needs Pillow alone. Nothing here trusts a name, a declared type or a declared size, and one bad file costs no good one.
"""
