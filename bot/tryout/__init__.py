"""`python -m bot try`: the real bot in a simulated Discord, with a page to use it by."""
