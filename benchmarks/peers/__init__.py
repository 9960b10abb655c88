"""Other people's generators beside ours: trained by their own code, measured by one yardstick (docs/peers.md)."""
