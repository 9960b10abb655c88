-- Settings of a server, and how many pictures its members may have drawn.
--
-- A server without a row has the defaults. Nothing here goes when the bot leaves a server: it is there when it returns.

-- language: of public answers; NULL for each member's own.
CREATE TABLE guild_settings (
    guild_id        INTEGER PRIMARY KEY,
    private_answers INTEGER NOT NULL DEFAULT 0 CHECK (private_answers IN (0, 1)),
    language        TEXT,
    spoiler         INTEGER NOT NULL DEFAULT 0 CHECK (spoiler IN (0, 1)),
    admins_exempt   INTEGER NOT NULL DEFAULT 1 CHECK (admins_exempt IN (0, 1))
) STRICT;

-- Where the bot answers; a server without rows: everywhere.
CREATE TABLE guild_channels (
    guild_id   INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    PRIMARY KEY (guild_id, channel_id)
) STRICT, WITHOUT ROWID;

-- Who may train, beside those who manage the server.
CREATE TABLE guild_train_roles (
    guild_id INTEGER NOT NULL,
    role_id  INTEGER NOT NULL,
    PRIMARY KEY (guild_id, role_id)
) STRICT, WITHOUT ROWID;

-- So many pictures in so long; role_id is NULL for everyone. Periods are the program's to know (`Window`).
CREATE TABLE quota_rules (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id INTEGER NOT NULL,
    role_id  INTEGER,
    period   TEXT NOT NULL,
    pictures INTEGER NOT NULL CHECK (pictures > 0)
) STRICT;

CREATE UNIQUE INDEX quota_rules_whom ON quota_rules (guild_id, ifnull(role_id, 0), period);

-- Pictures that count for a member, written with their request and settled once they are drawn. One that is not settled
-- counts for as long as its request waits to be drawn. Requests are deleted sooner than charges, so these keep no more
-- than how many and when.
CREATE TABLE quota_charges (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id    INTEGER NOT NULL,
    guild_id   INTEGER NOT NULL,
    request_id INTEGER REFERENCES draw_requests (id) ON DELETE SET NULL,
    pictures   INTEGER NOT NULL CHECK (pictures > 0),
    settled    INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)),
    asked_at   INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX quota_charges_request ON quota_charges (request_id);
CREATE INDEX quota_charges_member ON quota_charges (guild_id, user_id, asked_at);
CREATE INDEX quota_charges_user ON quota_charges (user_id);
CREATE INDEX quota_charges_asked ON quota_charges (asked_at);

-- Whether only the asker sees the answer, as the server wanted it when they asked.
ALTER TABLE draw_requests ADD COLUMN private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1));
