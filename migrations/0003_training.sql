-- Training a style: what admins hand in, with the consent to learn from it, and the runs that learn.
--
-- The pictures themselves lie in the data folder under their content's hash; a file whose hash is in no row is deleted.

CREATE TABLE collections (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id           INTEGER NOT NULL,
    name               TEXT NOT NULL,
    name_key           TEXT NOT NULL,
    created_by_user_id INTEGER,
    created_at         INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX collections_name ON collections (guild_id, name_key);

-- A row per picture: who handed it in, and when they said that it may be learned from.
CREATE TABLE uploads (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    collection_id INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    user_id       INTEGER NOT NULL,
    sha256        TEXT NOT NULL CHECK (length(sha256) = 64),
    name          TEXT NOT NULL,
    width         INTEGER NOT NULL,
    height        INTEGER NOT NULL,
    likeness      TEXT NOT NULL CHECK (length(likeness) = 32),
    consented_at  INTEGER NOT NULL,
    created_at    INTEGER NOT NULL,
    UNIQUE (collection_id, sha256)
) STRICT;

CREATE INDEX uploads_user ON uploads (user_id);
CREATE INDEX uploads_sha256 ON uploads (sha256);

-- One training. A run that trains an earlier one longer goes on in the folder of the first of them, its root.
-- Open: queued or running. Ended: the others; reported_at is set once the channel was told.
CREATE TABLE runs (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id           INTEGER NOT NULL,
    collection_id      INTEGER REFERENCES collections (id) ON DELETE SET NULL,
    root_run_id        INTEGER REFERENCES runs (id) ON DELETE SET NULL,
    name               TEXT NOT NULL,
    started_by_user_id INTEGER,
    locale             TEXT NOT NULL,
    channel_id         INTEGER,
    status_channel_id  INTEGER,
    status_message_id  INTEGER,
    state              TEXT NOT NULL DEFAULT 'queued'
                       CHECK (state IN ('queued', 'running', 'finished', 'failed', 'cancelled')),
    verdict            TEXT CHECK (verdict IN ('adopted', 'discarded')),
    pictures           INTEGER NOT NULL,
    steps              INTEGER,
    outcome_json       TEXT CHECK (outcome_json IS NULL OR json_valid(outcome_json)),
    error              TEXT,
    style_id           INTEGER,
    created_at         INTEGER NOT NULL,
    begun_at           INTEGER,
    ended_at           INTEGER,
    reported_at        INTEGER
) STRICT;

-- A collection is learned from once at a time, however often the button is pressed.
CREATE UNIQUE INDEX runs_open ON runs (collection_id) WHERE state IN ('queued', 'running');
CREATE INDEX runs_guild ON runs (guild_id);
CREATE INDEX runs_unreported ON runs (id) WHERE reported_at IS NULL;
CREATE INDEX runs_root ON runs (root_run_id);

-- Which pictures a run learned from, for as long as they are kept.
CREATE TABLE run_uploads (
    run_id    INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    upload_id INTEGER NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
    PRIMARY KEY (run_id, upload_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX run_uploads_upload ON run_uploads (upload_id);
