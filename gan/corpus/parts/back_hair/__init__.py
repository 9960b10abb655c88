"""Hair behind the head. `behind(canvas, avatar)` is drawn behind body and head; optional: `over_body`, `over_head`."""
