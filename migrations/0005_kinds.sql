-- Kinds of drawings are the program's to know (`DrawKind`): a new one is no reason to make the table anew. And the size of
-- the pictures, which was the same for all.

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
    kind             TEXT NOT NULL,
    size             INTEGER NOT NULL DEFAULT 256 CHECK (size > 0),
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
