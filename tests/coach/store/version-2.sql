-- A store that a coach of version 2 left behind: what tests/coach/store/test_contract.py's fill() wrote then. Never edited.

BEGIN TRANSACTION;
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
INSERT INTO "answer" VALUES('1a00a4c600d9a254','47f333d3c342aaae',1,'9081b6fdaf8ce52e',1,'Anna','2026-11-23','','2026-11-24T08:16:10.822172+00:00');
CREATE TABLE bound (
  name TEXT NOT NULL,
  number INTEGER NOT NULL,
  value TEXT NOT NULL,
  reason TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (name, number)
);
INSERT INTO "bound" VALUES('most',1,'6','Två team','','2026-11-24T08:16:10.836426+00:00');
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
INSERT INTO "change" VALUES('6e80969c39203792','7c355c2f76767c43',1,'Karin','inklistrat','2026-11-24T08:16:10.809767+00:00',NULL);
INSERT INTO "change" VALUES('e9296564a13f09b6','7c355c2f76767c43',2,'','','2026-11-24T08:16:10.816640+00:00',NULL);
INSERT INTO "change" VALUES('4ab97921b56abff4','7c355c2f76767c43',3,'','','2026-11-24T08:16:10.819805+00:00','e9296564a13f09b6');
INSERT INTO "change" VALUES('9081b6fdaf8ce52e','7c355c2f76767c43',4,'Anna','','2026-11-24T08:16:10.822172+00:00',NULL);
CREATE TABLE checkin (
  id TEXT NOT NULL PRIMARY KEY,
  goal TEXT NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  value TEXT,
  day DATE NOT NULL,
  source TEXT NOT NULL,
  note TEXT NOT NULL,
  at TEXT NOT NULL, replaces TEXT REFERENCES checkin (id) ON DELETE CASCADE, intake TEXT REFERENCES intake (id) ON DELETE CASCADE,
  UNIQUE (goal, number)
);
INSERT INTO "checkin" VALUES('9fc8a00f81df6f7f','47f333d3c342aaae',1,'0.10','2026-11-23','manual','','2026-11-24T08:16:10.829486+00:00',NULL,'b7721bea7374cf93');
INSERT INTO "checkin" VALUES('2e13afff87a1aae2','47f333d3c342aaae',2,NULL,'2026-11-23','chat','Mässa','2026-11-24T08:16:10.831251+00:00','9fc8a00f81df6f7f',NULL);
CREATE TABLE conversation (
  id TEXT NOT NULL PRIMARY KEY,
  team TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  turns INTEGER NOT NULL,
  state TEXT NOT NULL,
  created TEXT NOT NULL,
  changed TEXT NOT NULL
);
INSERT INTO "conversation" VALUES('9a0b805033f3b79e','307c84378ecdf5b0',1,'{"asks": ["owner"]}','2026-11-24T08:16:10.833369+00:00','2026-11-24T08:16:10.834300+00:00');
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
INSERT INTO "dismissal" VALUES('abaef82e35a9471b','7c355c2f76767c43','47f333d3c342aaae',2,'M002','','',0,'2026-11-24T08:16:10.832511+00:00');
CREATE TABLE goal (
  id TEXT NOT NULL PRIMARY KEY,
  team TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  origin TEXT NOT NULL,
  source TEXT NOT NULL,
  carried_from TEXT,
  latest INTEGER NOT NULL
);
INSERT INTO "goal" VALUES('47f333d3c342aaae','307c84378ecdf5b0','s1','källa',NULL,2);
INSERT INTO "goal" VALUES('120c269c05cfacc7','307c84378ecdf5b0','','källa',NULL,3);
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
INSERT INTO "intake" VALUES('b7721bea7374cf93','307c84378ecdf5b0','goals','d','mål.csv','{"rows": 2}','6e80969c39203792',0,'2026-11-24T08:16:10.828003+00:00');
CREATE TABLE link (
  goal TEXT NOT NULL,
  number INTEGER NOT NULL,
  place INTEGER NOT NULL,
  target TEXT NOT NULL,
  PRIMARY KEY (goal, number, place),
  FOREIGN KEY (goal, number) REFERENCES revision (goal, number) ON DELETE CASCADE
);
INSERT INTO "link" VALUES('47f333d3c342aaae',1,0,'m0');
INSERT INTO "link" VALUES('120c269c05cfacc7',1,0,'47f333d3c342aaae');
INSERT INTO "link" VALUES('120c269c05cfacc7',2,0,'47f333d3c342aaae');
INSERT INTO "link" VALUES('120c269c05cfacc7',3,0,'47f333d3c342aaae');
INSERT INTO "link" VALUES('47f333d3c342aaae',2,0,'m0');
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
INSERT INTO "period" VALUES('7c355c2f76767c43','307c84378ecdf5b0','2027-Q1','2027-01-01','2027-03-31','agreed',4);
CREATE TABLE profile (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  settings TEXT NOT NULL,
  changed TEXT NOT NULL
);
INSERT INTO "profile" VALUES('local','Karin','sv','{"theme": "dark"}','2026-11-24T08:16:10.808707+00:00');
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
INSERT INTO "revision" VALUES('47f333d3c342aaae',1,'6e80969c39203792','7c355c2f76767c43',0,0,0,'Öka nyförsäljningen från 2,40 till 3,0 Mkr
	under Q1 😀','säljchefen','2027-03-31','Nyförsäljning','2.40','1E+3','Mkr','strategic','[["2025-Q4", "2.10"], ["2025", "-7"]]','2026-11-23','Anna','running','2026-12-01');
INSERT INTO "revision" VALUES('120c269c05cfacc7',1,'6e80969c39203792','7c355c2f76767c43',1,0,0,'Boka',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]',NULL,NULL,'draft',NULL);
INSERT INTO "revision" VALUES('120c269c05cfacc7',2,'e9296564a13f09b6','7c355c2f76767c43',1,0,0,'Boka 8',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]',NULL,NULL,'draft',NULL);
INSERT INTO "revision" VALUES('120c269c05cfacc7',3,'4ab97921b56abff4','7c355c2f76767c43',1,0,0,'Boka',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]',NULL,NULL,'draft',NULL);
INSERT INTO "revision" VALUES('47f333d3c342aaae',2,'9081b6fdaf8ce52e','7c355c2f76767c43',0,0,0,'Öka nyförsäljningen från 2,40 till 3,0 Mkr
	under Q1 😀','säljchefen','2027-03-31','Nyförsäljning','2.40','1E+3','Mkr','strategic','[["2025-Q4", "2.10"], ["2025", "-7"]]','2026-11-23','Anna','running','2026-12-01');
CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL);
INSERT INTO "schema_version" VALUES(1,'2026-11-24T08:16:10.801446+00:00');
INSERT INTO "schema_version" VALUES(2,'2026-11-24T08:16:10.801446+00:00');
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
INSERT INTO "step" VALUES('7c355c2f76767c43',1,'agreed','2026-11-23','','','2026-11-24T08:16:10.838514+00:00');
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
INSERT INTO "suggestion" VALUES('bead23bfb3a96cf8','47f333d3c342aaae',1,'b','outcome','model','rewrite','3','abc','gpt','2026.1',0,'2026-11-24T08:16:10.825325+00:00');
CREATE TABLE team (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  sample BOOLEAN NOT NULL,
  figures TEXT NOT NULL,
  created TEXT NOT NULL
);
INSERT INTO "team" VALUES('307c84378ecdf5b0','Väst',0,'{}','2026-11-24T08:16:10.804826+00:00');
CREATE TABLE turn (
  conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  message TEXT NOT NULL,
  reply TEXT NOT NULL,
  day DATE NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (conversation, number)
);
INSERT INTO "turn" VALUES('9a0b805033f3b79e',1,'Boka','{"reply": "\u00c5t vem?"}','2026-11-23','2026-11-24T08:16:10.834300+00:00');
CREATE INDEX change_undoes ON change (undoes);
CREATE INDEX goal_team ON goal (team);
CREATE INDEX revision_change ON revision (change);
CREATE INDEX revision_period ON revision (period);
CREATE INDEX answer_goal ON answer (goal);
CREATE INDEX answer_change ON answer (change);
CREATE INDEX suggestion_goal ON suggestion (goal);
CREATE INDEX conversation_team ON conversation (team);
CREATE INDEX dismissal_period ON dismissal (period);
CREATE INDEX intake_digest ON intake (team, kind, digest);
CREATE INDEX checkin_replaces ON checkin (replaces);
COMMIT;
