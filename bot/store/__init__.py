"""The store: SQLite behind repositories. The only SQL outside `migrations/`."""
