"""What members wish for, in their own words: from "pink twin tails, glasses" to the attributes of recipes.

Pure Python, importable without torch. In this order: `text` cuts what was typed into words, `segments` finds the known
phrases (those of a `lexicon`, made by `meanings` from a vocabulary's labels and the hand-written `synonyms`), `clauses`
and `negation` see how they belong together, `reading` says what was `meant`. `options` reads what was chosen one by
one. `combining` makes one wish of it all, and `settling` settles it for every seed. `telling` says it back.
"""
