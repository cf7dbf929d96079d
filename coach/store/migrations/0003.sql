-- Version 3: what is said at the meetings (hinders, decisions, lessons), what the CRM holds, and how its exports are read.

CREATE TABLE hinder (
  id TEXT NOT NULL,
  number INTEGER NOT NULL,
  goal TEXT NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  adjustment TEXT NOT NULL,
  who TEXT NOT NULL,
  due DATE,
  opened DATE NOT NULL,
  cleared DATE,
  at TEXT NOT NULL,
  PRIMARY KEY (id, number)
);

CREATE INDEX hinder_goal ON hinder (goal);

CREATE TABLE decision (
  id TEXT NOT NULL PRIMARY KEY,
  team TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  goal TEXT REFERENCES goal (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  agreed TEXT NOT NULL,
  changed TEXT NOT NULL,
  why TEXT NOT NULL,
  day DATE NOT NULL,
  at TEXT NOT NULL
);

CREATE INDEX decision_team ON decision (team);

CREATE TABLE lesson (
  goal TEXT NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
  question TEXT NOT NULL,
  number INTEGER NOT NULL,
  answer TEXT NOT NULL,
  day DATE NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (goal, question, number)
);

CREATE TABLE crm (
  team TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  kind TEXT NOT NULL,
  external TEXT NOT NULL,
  number INTEGER NOT NULL,
  details TEXT NOT NULL,
  intake TEXT REFERENCES intake (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  PRIMARY KEY (team, source, kind, external, number)
);

CREATE INDEX crm_intake ON crm (intake);

CREATE TABLE mapping (
  team TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  number INTEGER NOT NULL,
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (team, name, number)
);
