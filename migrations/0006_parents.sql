-- A child of several parents: whose face each picture of a request is, where the request itself has no place for it.
ALTER TABLE draw_subjects ADD COLUMN owner_user_id INTEGER;
CREATE INDEX draw_subjects_owner ON draw_subjects (owner_user_id);

-- A question to blend may say from whom shape, features and colours are to come, instead of naming a mode.
ALTER TABLE blend_requests ADD COLUMN coarse TEXT CHECK (coarse IN ('me', 'them', 'both'));
ALTER TABLE blend_requests ADD COLUMN middle TEXT CHECK (middle IN ('me', 'them', 'both'));
ALTER TABLE blend_requests ADD COLUMN fine   TEXT CHECK (fine IN ('me', 'them', 'both'));
