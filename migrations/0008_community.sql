-- The wall of a server with its votes, the channel that it is posted to, and what its admins and moderators did.
--
-- Weeks are ISO weeks of UTC, such as 2026-W48, which sort as text.

-- Moderators remove messages: what a message shows is found by its id.
CREATE INDEX draw_requests_message ON draw_requests (message_id) WHERE message_id IS NOT NULL;

-- A row says that a member wants their face on this server's wall. Deleted when they change their mind, or leave.
CREATE TABLE wall_places (
    guild_id  INTEGER NOT NULL,
    user_id   INTEGER NOT NULL,
    name      TEXT NOT NULL,
    joined_at INTEGER NOT NULL,
    seen_at   INTEGER NOT NULL,
    PRIMARY KEY (guild_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX wall_places_user ON wall_places (user_id);

-- Pictures that moderators took off a server's wall: by what they look like, for the same face can be drawn again.
CREATE TABLE wall_removals (
    guild_id   INTEGER NOT NULL,
    pixel_hash TEXT NOT NULL,
    removed_at INTEGER NOT NULL,
    PRIMARY KEY (guild_id, pixel_hash)
) STRICT, WITHOUT ROWID;

-- A member's vote of a week. Another vote is another row: the order of ids is that in which votes were given.
CREATE TABLE wall_votes (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id          INTEGER NOT NULL,
    week              TEXT NOT NULL,
    user_id           INTEGER NOT NULL,
    candidate_user_id INTEGER NOT NULL,
    avatar_id         INTEGER NOT NULL REFERENCES avatars (id) ON DELETE CASCADE,
    created_at        INTEGER NOT NULL,
    UNIQUE (guild_id, week, user_id)
) STRICT;

CREATE INDEX wall_votes_user ON wall_votes (user_id);
CREATE INDEX wall_votes_candidate ON wall_votes (candidate_user_id);
CREATE INDEX wall_votes_avatar ON wall_votes (avatar_id);

-- Who won a week that is over: written once, so that votes that are forgotten later change nothing.
CREATE TABLE wall_winners (
    guild_id   INTEGER NOT NULL,
    week       TEXT NOT NULL,
    user_id    INTEGER,
    avatar_id  INTEGER REFERENCES avatars (id) ON DELETE SET NULL,
    votes      INTEGER NOT NULL,
    decided_at INTEGER NOT NULL,
    PRIMARY KEY (guild_id, week)
) STRICT, WITHOUT ROWID;

CREATE INDEX wall_winners_user ON wall_winners (user_id);
CREATE INDEX wall_winners_avatar ON wall_winners (avatar_id);

-- Where a server's wall is posted every Monday. posted_week is written before a post: nothing is posted twice.
CREATE TABLE galleries (
    guild_id    INTEGER PRIMARY KEY,
    channel_id  INTEGER NOT NULL,
    posted_week TEXT NOT NULL
) STRICT;

-- Who did what as an admin or a moderator, and to whom; both NULL once that member asked to be forgotten.
CREATE TABLE audit_entries (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id       INTEGER NOT NULL,
    actor_user_id  INTEGER,
    target_user_id INTEGER,
    action         TEXT NOT NULL,
    detail_json    TEXT NOT NULL CHECK (json_valid(detail_json)),
    created_at     INTEGER NOT NULL
) STRICT;

CREATE INDEX audit_entries_guild ON audit_entries (guild_id, id);
CREATE INDEX audit_entries_actor ON audit_entries (actor_user_id);
CREATE INDEX audit_entries_target ON audit_entries (target_user_id);
CREATE INDEX audit_entries_created ON audit_entries (created_at);
