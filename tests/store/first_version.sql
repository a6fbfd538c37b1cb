-- A place at the first version of the tables, as a terminal left it: an appointment to come with
-- its ticket, one that is over, a call, a request, and a ticket without any booking.
INSERT INTO place VALUES (1, 'Ici', '1 rue Ici', 'Europe/Paris', NULL, false, 'ici');
INSERT INTO terminal VALUES ('terminal-1', 1, '0.9', '2026-09-14 06:00:00.000000+00:00');
INSERT INTO terminal VALUES ('terminal-2', 1, NULL, NULL);
INSERT INTO helper VALUES (1, 1, 'Amina', 'Bureau 1', true), (2, 1, 'Marc', 'Bureau 2', false);
INSERT INTO opening_rule VALUES (1, 1, 1, 'appointment', NULL, 0, '09:00:00.000000', '12:00:00.000000', 30, 1, ',face,phone,', NULL, NULL, '2027-01-01');
INSERT INTO absence VALUES (1, 1, 2, '2026-12-24 00:00:00.000000+00:00', '2026-12-26 00:00:00.000000+00:00');
INSERT INTO slot VALUES (1, 1, 1, 'appointment', NULL, '2026-09-21 07:00:00.000000+00:00', '2026-09-21 07:30:00.000000+00:00', 1, 1, ',face,phone,', NULL, false);
INSERT INTO slot VALUES (2, 1, 1, 'appointment', NULL, '2026-09-07 07:00:00.000000+00:00', '2026-09-07 07:30:00.000000+00:00', 1, 1, ',face,', ',write-cv,', false);
INSERT INTO slot VALUES (7, 1, 2, 'workshop', 'Atelier : je fais mon CV', '2026-09-21 07:00:00.000000+00:00', '2026-09-21 08:30:00.000000+00:00', 8, 0, ',face,', NULL, true);
INSERT INTO booking VALUES ('b', 1, 'terminal-1', 1, 'appointment', 'confirmed', 'write-cv', 'face', '2026-09-14 06:02:00.000000+00:00', 'Zoé', '0639981234', 'fr', 'write-cv', 'start', '2026-09-14 06:00:00.000000+00:00');
INSERT INTO booking VALUES ('over', 1, 'terminal-2', 2, 'appointment', 'over', 'other', 'face', '2026-09-01 06:02:00.000000+00:00', NULL, NULL, 'en', NULL, NULL, '2026-09-01 06:00:00.000000+00:00');
INSERT INTO booking VALUES ('call', 1, 'terminal-1', NULL, 'call', 'answered', 'other', 'face', NULL, NULL, NULL, 'fr', NULL, NULL, '2026-09-14 06:00:00.000000+00:00');
INSERT INTO booking VALUES ('asked', 1, 'terminal-1', NULL, 'request', 'waiting', 'other', 'phone', NULL, 'Léo', '0639985678', 'fr', NULL, NULL, '2026-09-14 06:00:00.000000+00:00');
INSERT INTO ticket VALUES (1, 1, 'BCDFGHJK', 'b', '{"service": "write-cv", "trail": ["start"], "finished": false}', 'fr', 'printed', '2026-09-14 06:00:00.000000+00:00', '2026-10-21 07:30:00.000000+00:00');
INSERT INTO ticket VALUES (5, 1, 'KJHGFDCB', NULL, NULL, 'en', 'shown', '2026-09-14 06:00:00.000000+00:00', '2026-10-14 06:00:00.000000+00:00');
INSERT INTO ticket_token VALUES ('aa', 1), ('bb', 1), ('cc', 5);
INSERT INTO feedback VALUES (1, '2026-09-14', 'good', 3);
