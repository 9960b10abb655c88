-- Styles of a server, and two more kinds of drawing: an avatar restyled, and what a style would draw.

-- A style is a model that one server may draw with. Its model changes with its strength; the models themselves stay, and
-- with them every avatar drawn before. run_id: the training that made it, where there was one.
CREATE TABLE styles (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id           INTEGER NOT NULL,
    name               TEXT NOT NULL,
    name_key           TEXT NOT NULL,
    model_id           TEXT NOT NULL,
    strength           INTEGER NOT NULL DEFAULT 100 CHECK (strength BETWEEN 0 AND 100),
    run_id             INTEGER,
    state              TEXT NOT NULL DEFAULT 'offered' CHECK (state IN ('offered', 'adopted', 'retired')),
    is_default         INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
    created_at         INTEGER NOT NULL,
    adopted_at         INTEGER,
    adopted_by_user_id INTEGER,
    CHECK (is_default = 0 OR state = 'adopted'),
    CHECK ((state = 'offered') = (adopted_at IS NULL))
) STRICT;

CREATE UNIQUE INDEX styles_name ON styles (guild_id, name_key);
CREATE UNIQUE INDEX styles_default ON styles (guild_id) WHERE is_default = 1;
CREATE INDEX styles_adopted_by ON styles (adopted_by_user_id);

-- SQLite cannot change a CHECK, so the table is made anew; ids that were given away stay given away.
CREATE TABLE draw_requests_new (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    interaction_id   INTEGER NOT NULL UNIQUE,
    application_id   INTEGER NOT NULL,
    token            TEXT NOT NULL,
    user_id          INTEGER NOT NULL,
    owner_user_id    INTEGER NOT NULL,
    partner_user_id  INTEGER,
    parent_avatar_id INTEGER REFERENCES avatars (id) ON DELETE SET NULL,
    guild_id         INTEGER,
    channel_id       INTEGER,
    message_id       INTEGER,
    locale           TEXT NOT NULL,
    kind             TEXT NOT NULL
        CHECK (kind IN ('new', 'variations', 'blend', 'show', 'gallery', 'restyle', 'preview')),
    state            TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'drawn', 'failed', 'expired')),
    wish_json        TEXT NOT NULL CHECK (json_valid(wish_json)),
    error            TEXT,
    created_at       INTEGER NOT NULL,
    expires_at       INTEGER NOT NULL,
    answered_at      INTEGER
) STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'draw_requests_new', seq FROM sqlite_sequence WHERE name = 'draw_requests';
INSERT INTO draw_requests_new
    (id, interaction_id, application_id, token, user_id, owner_user_id, partner_user_id, parent_avatar_id, guild_id,
     channel_id, message_id, locale, kind, state, wish_json, error, created_at, expires_at, answered_at)
SELECT
     id, interaction_id, application_id, token, user_id, owner_user_id, partner_user_id, parent_avatar_id, guild_id,
     channel_id, message_id, locale, kind, state, wish_json, error, created_at, expires_at, answered_at
FROM draw_requests;
DROP TABLE draw_requests;
ALTER TABLE draw_requests_new RENAME TO draw_requests;

CREATE INDEX draw_requests_open ON draw_requests (id) WHERE answered_at IS NULL AND state IN ('queued', 'drawn');
CREATE INDEX draw_requests_user ON draw_requests (user_id);
CREATE INDEX draw_requests_owner ON draw_requests (owner_user_id);
CREATE INDEX draw_requests_partner ON draw_requests (partner_user_id);
CREATE INDEX draw_requests_parent ON draw_requests (parent_avatar_id);
CREATE INDEX draw_requests_created ON draw_requests (created_at);
