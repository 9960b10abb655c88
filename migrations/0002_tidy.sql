-- Indexes for deleting what is old: whoever deletes an avatar must find the members that refer to it.
--
-- On avatars.pixel_hash, which was left unsaid: it is the hash of the picture as it was delivered (256 px, whatever the
-- model's own resolution), so a change of the delivered size makes every older hash differ.

CREATE INDEX members_worn ON members (worn_avatar_id);
CREATE INDEX members_latest ON members (latest_avatar_id);
CREATE INDEX avatars_unsaved ON avatars (created_at) WHERE name IS NULL;
CREATE INDEX draw_requests_created ON draw_requests (created_at);
