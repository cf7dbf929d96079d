-- A store of version 1 as SQLite dumps it, never edited: what the migrations are tried on.
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
INSERT INTO "answer" VALUES('93152077fe37ef89','b82a37e55a8dd446',2,'f70c81e4f8fd0f60',1,'Anna','2026-11-20','','2026-11-24T04:10:52.136070+00:00');
CREATE TABLE bound (
  name TEXT NOT NULL,
  number INTEGER NOT NULL,
  value TEXT NOT NULL,
  reason TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (name, number)
);
INSERT INTO "bound" VALUES('goals_most',1,'6','Två team i ett','Karin','2026-11-24T04:10:52.171690+00:00');
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
INSERT INTO "change" VALUES('68cf4a10a343cc31','866b597d59028827',1,'Karin','Klistrade in','2026-11-24T04:10:52.104020+00:00',NULL);
INSERT INTO "change" VALUES('0fe2fc5a1d25b489','866b597d59028827',2,'Karin','förslag 1','2026-11-24T04:10:52.125514+00:00',NULL);
INSERT INTO "change" VALUES('f70c81e4f8fd0f60','866b597d59028827',3,'Anna','','2026-11-24T04:10:52.136070+00:00',NULL);
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
INSERT INTO "checkin" VALUES('42ae3ea12ce50d25','b82a37e55a8dd446',1,'37','2027-02-01','chat','','2026-11-24T04:10:52.156804+00:00');
INSERT INTO "checkin" VALUES('7da95f251b9b44ea','b82a37e55a8dd446',2,NULL,'2027-02-08','manual','Mässan drog över','2026-11-24T04:10:52.160109+00:00');
CREATE TABLE conversation (
  id TEXT NOT NULL PRIMARY KEY,
  team TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  turns INTEGER NOT NULL,
  state TEXT NOT NULL,
  created TEXT NOT NULL,
  changed TEXT NOT NULL
);
INSERT INTO "conversation" VALUES('1220b42e9d66f856','282d867f21745c63',1,'{"asks": "target"}','2026-11-24T04:10:52.161994+00:00','2026-11-24T04:10:52.167682+00:00');
CREATE TABLE goal (
  id TEXT NOT NULL PRIMARY KEY,
  team TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  origin TEXT NOT NULL,
  source TEXT NOT NULL,
  carried_from TEXT,
  latest INTEGER NOT NULL
);
INSERT INTO "goal" VALUES('66bb239be9bf6294','282d867f21745c63','s1','- Öka nyförsäljningen …',NULL,1);
INSERT INTO "goal" VALUES('b82a37e55a8dd446','282d867f21745c63','o1','- Öka nyförsäljningen …',NULL,3);
CREATE TABLE link (
  goal TEXT NOT NULL,
  number INTEGER NOT NULL,
  place INTEGER NOT NULL,
  target TEXT NOT NULL,
  PRIMARY KEY (goal, number, place),
  FOREIGN KEY (goal, number) REFERENCES revision (goal, number) ON DELETE CASCADE
);
INSERT INTO "link" VALUES('b82a37e55a8dd446',1,0,'66bb239be9bf6294');
INSERT INTO "link" VALUES('b82a37e55a8dd446',2,0,'66bb239be9bf6294');
INSERT INTO "link" VALUES('b82a37e55a8dd446',3,0,'66bb239be9bf6294');
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
INSERT INTO "period" VALUES('866b597d59028827','282d867f21745c63','2027-Q1','2027-01-01','2027-03-31','agreed',3);
CREATE TABLE profile (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  settings TEXT NOT NULL,
  changed TEXT NOT NULL
);
INSERT INTO "profile" VALUES('local','Karin','sv','{"theme": "dark"}','2026-11-24T04:10:52.077691+00:00');
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
INSERT INTO "revision" VALUES('66bb239be9bf6294',1,'68cf4a10a343cc31','866b597d59028827',0,0,0,'Öka nyförsäljningen från 2,4 till 3,0 Mkr under Q1 2027','säljchefen','2027-03-31','Nyförsäljning','2.4','3.0','Mkr','strategic','[["2025-Q4", "2.10"]]',NULL,NULL,'draft',NULL);
INSERT INTO "revision" VALUES('b82a37e55a8dd446',1,'68cf4a10a343cc31','866b597d59028827',1,0,0,'Boka 8 möten i veckan',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]',NULL,NULL,'draft',NULL);
INSERT INTO "revision" VALUES('b82a37e55a8dd446',2,'0fe2fc5a1d25b489','866b597d59028827',1,0,0,'Boka 8 nya kundmöten i veckan till 31 mars 2027',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]',NULL,NULL,'draft',NULL);
INSERT INTO "revision" VALUES('b82a37e55a8dd446',3,'f70c81e4f8fd0f60','866b597d59028827',1,0,0,'Boka 8 nya kundmöten i veckan till 31 mars 2027',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]','2026-11-20','Anna','draft',NULL);
CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL);
INSERT INTO "schema_version" VALUES(1,'2026-11-24T04:10:52.057746+00:00');
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
INSERT INTO "step" VALUES('866b597d59028827',1,'agreed','2026-12-01','Karin','måldialog','2026-11-24T04:10:52.175920+00:00');
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
INSERT INTO "suggestion" VALUES('2120014fbbbc4e22','b82a37e55a8dd446',1,'Boka 8 nya kundmöten i veckan till 31 mars 2027','complete','template',NULL,NULL,NULL,NULL,'2026.1',1,'2026-11-24T04:10:52.148588+00:00');
CREATE TABLE team (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  sample BOOLEAN NOT NULL,
  figures TEXT NOT NULL,
  created TEXT NOT NULL
);
INSERT INTO "team" VALUES('282d867f21745c63','Säljteam Väst',0,'{"size": 6}','2026-11-24T04:10:52.087800+00:00');
CREATE TABLE turn (
  conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  message TEXT NOT NULL,
  reply TEXT NOT NULL,
  day DATE NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (conversation, number)
);
INSERT INTO "turn" VALUES('1220b42e9d66f856',1,'Boka möten','{"reply": "Hur m\u00e5nga?"}','2026-11-20','2026-11-24T04:10:52.167682+00:00');
CREATE INDEX change_undoes ON change (undoes);
CREATE INDEX goal_team ON goal (team);
CREATE INDEX revision_change ON revision (change);
CREATE INDEX revision_period ON revision (period);
CREATE INDEX answer_goal ON answer (goal);
CREATE INDEX answer_change ON answer (change);
CREATE INDEX suggestion_goal ON suggestion (goal);
CREATE INDEX conversation_team ON conversation (team);
COMMIT;
