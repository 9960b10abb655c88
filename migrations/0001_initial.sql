-- MoeGAN's first schema.
--
-- Conventions, which tests hold:
--   * Times are UTC epoch seconds; ids that Discord gave are INTEGER.
--   * Every column that holds a member's id is named user_id, or ends in _user_id. Forget-me goes by that name: a row is
--     deleted where the column is NOT NULL, and cleared of the member where it may be NULL (the row is somebody else's).
--   * JSON columns end in _json and hold no user ids.

CREATE TABLE members (
    user_id          INTEGER PRIMARY KEY,
    worn_avatar_id   INTEGER REFERENCES avatars (id) ON DELETE SET NULL,
    latest_avatar_id INTEGER REFERENCES avatars (id) ON DELETE SET NULL,
    privacy          TEXT NOT NULL DEFAULT 'everyone' CHECK (privacy IN ('everyone', 'ask', 'nobody'))
) STRICT;

-- A row per picture drawn, saved (it has a name) or not: the buttons under a picture hold its id.
-- Ids are never used again, so an old button cannot reach a newer avatar.
CREATE TABLE avatars (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    owner_user_id INTEGER NOT NULL,
    name          TEXT,
    name_key      TEXT,
    recipe_json   TEXT NOT NULL CHECK (json_valid(recipe_json)),
    model_id      TEXT NOT NULL,
    pixel_hash    TEXT NOT NULL,
    guild_id      INTEGER,
    created_at    INTEGER NOT NULL,
    saved_at      INTEGER,
    CHECK ((name IS NULL) = (name_key IS NULL) AND (name IS NULL) = (saved_at IS NULL))
) STRICT;

CREATE UNIQUE INDEX avatars_name ON avatars (owner_user_id, name_key) WHERE name_key IS NOT NULL;
CREATE INDEX avatars_owner ON avatars (owner_user_id);
CREATE INDEX avatars_model ON avatars (model_id);

-- Whom an avatar descends from. The parent's recipe is kept, for the parent itself may be deleted.
CREATE TABLE lineage (
    child_avatar_id  INTEGER NOT NULL REFERENCES avatars (id) ON DELETE CASCADE,
    position         INTEGER NOT NULL,
    parent_avatar_id INTEGER REFERENCES avatars (id) ON DELETE SET NULL,
    parent_user_id   INTEGER NOT NULL,
    role             TEXT NOT NULL CHECK (role IN ('mine', 'theirs', 'shown')),
    recipe_json      TEXT NOT NULL CHECK (json_valid(recipe_json)),
    PRIMARY KEY (child_avatar_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX lineage_parent_avatar ON lineage (parent_avatar_id);
CREATE INDEX lineage_parent_user ON lineage (parent_user_id);

-- Written before a request is queued. Open: not answered yet, and queued or drawn.
CREATE TABLE draw_requests (
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
    kind             TEXT NOT NULL CHECK (kind IN ('new', 'variations', 'blend', 'show', 'gallery')),
    state            TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'drawn', 'failed', 'expired')),
    wish_json        TEXT NOT NULL CHECK (json_valid(wish_json)),
    error            TEXT,
    created_at       INTEGER NOT NULL,
    expires_at       INTEGER NOT NULL,
    answered_at      INTEGER
) STRICT;

CREATE INDEX draw_requests_open ON draw_requests (id) WHERE answered_at IS NULL AND state IN ('queued', 'drawn');
CREATE INDEX draw_requests_user ON draw_requests (user_id);
CREATE INDEX draw_requests_owner ON draw_requests (owner_user_id);
CREATE INDEX draw_requests_partner ON draw_requests (partner_user_id);
CREATE INDEX draw_requests_parent ON draw_requests (parent_avatar_id);

-- The pictures of a request, in their order; avatar_id is filled once the picture is stored as an avatar.
CREATE TABLE draw_subjects (
    request_id  INTEGER NOT NULL REFERENCES draw_requests (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    role        TEXT NOT NULL CHECK (role IN ('new', 'child', 'mine', 'theirs', 'shown')),
    avatar_id   INTEGER REFERENCES avatars (id) ON DELETE SET NULL,
    recipe_json TEXT NOT NULL CHECK (json_valid(recipe_json)),
    PRIMARY KEY (request_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX draw_subjects_avatar ON draw_subjects (avatar_id);

-- One member asks another: may I blend with you?
CREATE TABLE blend_requests (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    interaction_id INTEGER NOT NULL UNIQUE,
    asker_user_id  INTEGER NOT NULL,
    asked_user_id  INTEGER NOT NULL,
    guild_id       INTEGER,
    channel_id     INTEGER,
    strength       INTEGER NOT NULL CHECK (strength BETWEEN 0 AND 100),
    mode           TEXT NOT NULL CHECK (mode IN ('mix', 'my_shape', 'their_shape')),
    state          TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'accepted', 'declined', 'expired')),
    created_at     INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX blend_requests_pending ON blend_requests (asker_user_id, asked_user_id) WHERE state = 'pending';
CREATE INDEX blend_requests_asked ON blend_requests (asked_user_id);

-- Messages that the bot sent for a member, who may therefore delete them.
CREATE TABLE messages (
    message_id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL,
    user_id    INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX messages_user ON messages (user_id);

-- What the bot remembers of itself, such as the hash of the commands last synced.
CREATE TABLE bot_state (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
