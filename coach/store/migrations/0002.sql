-- Version 2: findings set aside, files taken in (and taken back), and check-ins that put an earlier one right.

CREATE TABLE dismissal (
  id TEXT NOT NULL PRIMARY KEY,
  period TEXT NOT NULL REFERENCES period (id) ON DELETE CASCADE,
  goal TEXT REFERENCES goal (id) ON DELETE CASCADE,
  revision INTEGER,
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  who TEXT NOT NULL,
  withdrawn BOOLEAN NOT NULL,
  at TEXT NOT NULL
);

CREATE INDEX dismissal_period ON dismissal (period);

CREATE TABLE intake (
  id TEXT NOT NULL PRIMARY KEY,
  team TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  digest TEXT NOT NULL,
  name TEXT NOT NULL,
  details TEXT NOT NULL,
  change TEXT REFERENCES change (id) ON DELETE CASCADE,
  withdrawn BOOLEAN NOT NULL,
  at TEXT NOT NULL
);

CREATE INDEX intake_digest ON intake (team, kind, digest);

ALTER TABLE checkin ADD COLUMN replaces TEXT REFERENCES checkin (id) ON DELETE CASCADE;

ALTER TABLE checkin ADD COLUMN intake TEXT REFERENCES intake (id) ON DELETE CASCADE;

CREATE INDEX checkin_replaces ON checkin (replaces);
