-- Version 1: everything a manager and the coach say, append-only where it is history. Portable between SQLite and PostgreSQL:
-- text ids, amounts and moments as text, JSON as text. A migration that has been released is never edited.

CREATE TABLE profile (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  settings TEXT NOT NULL,
  changed TEXT NOT NULL
);

CREATE TABLE team (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  sample BOOLEAN NOT NULL,
  figures TEXT NOT NULL,
  created TEXT NOT NULL
);

CREATE TABLE period (
  id TEXT NOT NULL PRIMARY KEY,
  team TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  first DATE NOT NULL,
  last DATE NOT NULL,
  state TEXT NOT NULL,
  changes INTEGER NOT NULL,
  UNIQUE (team, name)
);

CREATE TABLE step (
  period TEXT NOT NULL REFERENCES period (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  day DATE NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (period, number)
);

CREATE TABLE change (
  id TEXT NOT NULL PRIMARY KEY,
  period TEXT NOT NULL REFERENCES period (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL,
  at TEXT NOT NULL,
  undoes TEXT REFERENCES change (id) ON DELETE CASCADE,
  UNIQUE (period, number)
);

CREATE INDEX change_undoes ON change (undoes);

CREATE TABLE goal (
  id TEXT NOT NULL PRIMARY KEY,
  team TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  origin TEXT NOT NULL,
  source TEXT NOT NULL,
  carried_from TEXT,
  latest INTEGER NOT NULL
);

CREATE INDEX goal_team ON goal (team);

CREATE TABLE revision (
  goal TEXT NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  change TEXT NOT NULL REFERENCES change (id) ON DELETE CASCADE,
  period TEXT NOT NULL REFERENCES period (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  parked BOOLEAN NOT NULL,
  removed BOOLEAN NOT NULL,
  text TEXT NOT NULL,
  owner TEXT,
  deadline DATE,
  metric TEXT,
  baseline TEXT,
  target TEXT,
  unit TEXT,
  level TEXT,
  history TEXT NOT NULL,
  accepted_on DATE,
  accepted_by TEXT,
  state TEXT NOT NULL,
  agreed DATE,
  PRIMARY KEY (goal, number)
);

CREATE INDEX revision_change ON revision (change);

CREATE INDEX revision_period ON revision (period);

CREATE TABLE link (
  goal TEXT NOT NULL,
  number INTEGER NOT NULL,
  place INTEGER NOT NULL,
  target TEXT NOT NULL,
  PRIMARY KEY (goal, number, place),
  FOREIGN KEY (goal, number) REFERENCES revision (goal, number) ON DELETE CASCADE
);

CREATE TABLE answer (
  id TEXT NOT NULL PRIMARY KEY,
  goal TEXT NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  change TEXT NOT NULL REFERENCES change (id) ON DELETE CASCADE,
  yes BOOLEAN NOT NULL,
  owner TEXT NOT NULL,
  day DATE NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL
);

CREATE INDEX answer_goal ON answer (goal);

CREATE INDEX answer_change ON answer (change);

CREATE TABLE suggestion (
  id TEXT NOT NULL PRIMARY KEY,
  goal TEXT NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  text TEXT NOT NULL,
  shape TEXT NOT NULL,
  source TEXT NOT NULL,
  prompt TEXT,
  prompt_version TEXT,
  prompt_hash TEXT,
  model TEXT,
  rules TEXT NOT NULL,
  accepted BOOLEAN,
  at TEXT NOT NULL
);

CREATE INDEX suggestion_goal ON suggestion (goal);

CREATE TABLE checkin (
  id TEXT NOT NULL PRIMARY KEY,
  goal TEXT NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  value TEXT,
  day DATE NOT NULL,
  source TEXT NOT NULL,
  note TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (goal, number)
);

CREATE TABLE conversation (
  id TEXT NOT NULL PRIMARY KEY,
  team TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  turns INTEGER NOT NULL,
  state TEXT NOT NULL,
  created TEXT NOT NULL,
  changed TEXT NOT NULL
);

CREATE INDEX conversation_team ON conversation (team);

CREATE TABLE turn (
  conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  message TEXT NOT NULL,
  reply TEXT NOT NULL,
  day DATE NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (conversation, number)
);

CREATE TABLE bound (
  name TEXT NOT NULL,
  number INTEGER NOT NULL,
  value TEXT NOT NULL,
  reason TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (name, number)
);
