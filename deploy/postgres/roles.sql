-- Least rights on a database of many places. Run it as the administrator of the database: first of
-- all on an empty one, which makes the roles, and again after each `kiosk db upgrade`, which gives
-- them their rights; running it twice is running it once:
--
--     psql --single-transaction -v ON_ERROR_STOP=1 -f deploy/postgres/roles.sql kiosk
--
-- Four roles that nobody logs in as. A login is a member of one of them:
--
--   kiosk_migrations  owns the tables: `kiosk db upgrade`, `kiosk db place`, `kiosk db purge`
--   kiosk_terminal    the terminals of one place
--   kiosk_web         the page behind the QR, for one place
--   kiosk_staff       the team's board, for one place: what its terminals may do, and orders to them
--
-- Which place a login may see is written in kiosk_rights.place_of_login, which the logins
-- themselves can neither read nor change:
--
--     CREATE ROLE borne_lille LOGIN PASSWORD '…' IN ROLE kiosk_terminal;
--     INSERT INTO kiosk_rights.place_of_login SELECT 'borne_lille', id FROM place WHERE key = 'lille';

SET lock_timeout = '30s';  -- everybody would wait behind what waits for a table in use

DO $$
DECLARE role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['kiosk_migrations', 'kiosk_terminal', 'kiosk_web',
                                    'kiosk_staff'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
        END IF;
    END LOOP;
END $$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO kiosk_migrations;
GRANT USAGE ON SCHEMA public TO kiosk_terminal, kiosk_web;
GRANT kiosk_terminal TO kiosk_staff;

-- What every login of a server may do, and none of ours needs: fill the disk with tables and
-- objects of its own, and the server's one table of locks, which all places share.
DO $$
DECLARE one record;
BEGIN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    FOR one IN SELECT oid::regprocedure AS function FROM pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace
            AND (proname ~ '^pg_(try_)?advisory_'
                 OR proname IN ('lo_creat', 'lo_create', 'lo_from_bytea'))
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', one.function);
    END LOOP;
END $$;

-- All that follows is about the tables, and waits for them
DO $rights$
DECLARE
    ours constant text[] := ARRAY['place', 'terminal', 'helper', 'activity', 'opening_rule', 'absence', 'session',
                                  'booking', 'ticket', 'ticket_booking', 'ticket_token', 'feedback',
                                  'taken_elsewhere', 'calendar_event', 'command',
                                  'staff_account', 'staff_sign_in', 'staff_journal',
                                  'ticket_challenge', 'challenges_done', 'note', 'ticket_note', 'sponsor',
                                  'sponsor_hour', 'ticket_sponsor', 'booth', 'pair_report',
                                  'staff_call', 'place_file', 'booking_change', 'opening_hours', 'visit_count'];
    one record;
    table_name text;
BEGIN
IF to_regclass('public.opening_hours') IS NULL THEN
    RAISE NOTICE 'The roles are made. Now: kiosk db upgrade, then this file once more.';
    RETURN;
END IF;

-- Whoever ran the upgrade, the tables belong to the role. Nobody else has rights but those below.

FOREACH table_name IN ARRAY ours || 'alembic_version'::text LOOP
    EXECUTE format('ALTER TABLE public.%I OWNER TO kiosk_migrations', table_name);
    EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC, kiosk_terminal, kiosk_web, kiosk_staff',
                   table_name);
END LOOP;
FOREACH table_name IN ARRAY ours LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', table_name);
    FOR one IN SELECT policyname FROM pg_policies
        WHERE schemaname = 'public' AND tablename = table_name
    LOOP
        EXECUTE format('DROP POLICY %I ON public.%I', one.policyname, table_name);
    END LOOP;
END LOOP;

-- Whose place

CREATE SCHEMA IF NOT EXISTS kiosk_rights;
GRANT USAGE ON SCHEMA kiosk_rights TO kiosk_migrations, kiosk_terminal, kiosk_web;
CREATE TABLE IF NOT EXISTS kiosk_rights.place_of_login (
    login name PRIMARY KEY,
    place_id bigint NOT NULL REFERENCES public.place (id) ON DELETE CASCADE
);
GRANT SELECT, INSERT, UPDATE, DELETE ON kiosk_rights.place_of_login TO kiosk_migrations;

-- The login's, not the current role's: SET ROLE and SET of any setting change nothing.
CREATE OR REPLACE FUNCTION kiosk_rights.my_place() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS 'SELECT place_id FROM kiosk_rights.place_of_login WHERE login = session_user';

FOREACH table_name IN ARRAY ours LOOP
    EXECUTE format(
        'CREATE POLICY own_place ON public.%I TO kiosk_terminal, kiosk_web
            USING (%2$I = (SELECT kiosk_rights.my_place()))
            WITH CHECK (%2$I = (SELECT kiosk_rights.my_place()))',
        table_name, CASE table_name WHEN 'place' THEN 'id' ELSE 'place_id' END);
END LOOP;

-- What each may do with its own place: the columns it needs, never a whole table. Whoever may
-- update or delete a whole table may also lock it for all places, by LOCK TABLE. Numbers of rows
-- come from their sequences alone, so that nobody takes the next one of another place.

GRANT SELECT ON public.alembic_version TO kiosk_terminal, kiosk_web;
GRANT SELECT ON public.place, public.terminal, public.helper, public.activity,
    public.opening_rule, public.absence, public.session, public.ticket, public.ticket_token TO kiosk_terminal, kiosk_web;
GRANT SELECT ON public.booking TO kiosk_terminal;
-- The page writes what visitors are called, and never reads it back.
GRANT SELECT (id, place_id, terminal_id, session_id, kind, status, persons, topic, mode, hold_expires_at,
        language, stuck_service, stuck_step, created_at, arrived_at, video_room, booth)
    ON public.booking TO kiosk_web;

GRANT UPDATE (name, address, time_zone, region) ON public.place TO kiosk_terminal;
GRANT INSERT (place_id, id), UPDATE (version, last_seen_at)
    ON public.terminal TO kiosk_terminal, kiosk_web;
GRANT UPDATE (state, state_since, printer, outbox, location, ungreeted_since, printer_state,
        last_tickets, message, message_until)
    ON public.terminal TO kiosk_terminal;
GRANT UPDATE (findings) ON public.terminal TO kiosk_terminal;
-- A terminal takes orders and says what came of them; it gives none, and the page sees none.
GRANT SELECT, UPDATE (taken_at, done_at, outcome, said) ON public.command TO kiosk_terminal;
GRANT INSERT (place_id, name, desk, active), UPDATE (name, desk, active)
    ON public.helper TO kiosk_terminal;
-- What an activity is stays: its sessions were booked as that.
GRANT INSERT (place_id, kind, title, about, location, helper_id, seats, waiting_list,
        bring, beginners, series, minimum, languages),
    UPDATE (title, about, location, helper_id, seats, waiting_list, bring, beginners, series,
        minimum, languages)
    ON public.activity TO kiosk_terminal;
GRANT INSERT (place_id, activity_id, weekday, starts, ends, minutes, modes, topics, valid_from,
        valid_to)
    ON public.opening_rule TO kiosk_terminal;
GRANT INSERT (place_id, helper_id, starts_at, ends_at) ON public.absence TO kiosk_terminal;
GRANT SELECT, INSERT (place_id, weekday, starts, ends, valid_from, valid_to)
    ON public.opening_hours TO kiosk_terminal;
GRANT INSERT (by_hand) ON public.absence TO kiosk_staff;
GRANT SELECT ON public.place_file TO kiosk_terminal, kiosk_web;
GRANT INSERT (place_id, name, lines, terminal_id), UPDATE (name, lines, terminal_id)
    ON public.place_file TO kiosk_terminal;
-- What a change of the hours did to a booking, for the team.
GRANT SELECT, INSERT (booking_id, place_id, session_id, reason, since, status),
    UPDATE (session_id, reason, since, status)
    ON public.booking_change TO kiosk_terminal;
GRANT INSERT (place_id, activity_id, helper_id, kind, starts_at, ends_at, seats, taken,
        waiting_list, modes, topics, withdrawn, meetings, by_hand),
    UPDATE (helper_id, starts_at, ends_at, seats, taken, waiting_list, modes, topics, withdrawn,
        meetings, by_hand, moved_from, moved_at, cancelled_at, kept_at)
    ON public.session TO kiosk_terminal;
-- A seat given back may be offered no more; the page makes no seats (keep_past_session).
GRANT UPDATE (taken, withdrawn, seats) ON public.session TO kiosk_web;
GRANT INSERT (id, place_id, terminal_id, session_id, kind, status, persons, topic, mode, hold_expires_at,
        first_name, phone, language, stuck_service, stuck_step, created_at, video_room),
    UPDATE (session_id, status, persons, topic, mode, hold_expires_at, first_name, phone, language,
        stuck_service, stuck_step, looks_for)
    ON public.booking TO kiosk_terminal, kiosk_web;
GRANT UPDATE (kind, booth) ON public.booking TO kiosk_terminal;
-- Who moves to another hour is not there yet: what was said of the one before goes.
GRANT UPDATE (arrived_at, outcome) ON public.booking TO kiosk_terminal, kiosk_web;
-- A terminal says how a call began and ended; who of the team takes it is the board's.
GRANT SELECT, INSERT (place_id, booking_id, tries, tried), UPDATE (came_at, ended_at, outcome)
    ON public.staff_call TO kiosk_terminal;
GRANT SELECT, INSERT (place_id, name, active), UPDATE (active) ON public.booth TO kiosk_terminal;
GRANT INSERT (place_id, code, walks, language, printing, created_at, delete_after),
    UPDATE (walks, printing, delete_after)
    ON public.ticket TO kiosk_terminal;
GRANT UPDATE (delete_after) ON public.ticket TO kiosk_web;
GRANT SELECT, INSERT (booking_id, place_id, ticket_id), UPDATE (booking_id)
    ON public.ticket_booking TO kiosk_terminal, kiosk_web;
GRANT INSERT (token_hash, place_id, ticket_id) ON public.ticket_token TO kiosk_terminal;
GRANT SELECT, INSERT (place_id, ticket_id, challenge_id, status, taken_at), UPDATE (status)
    ON public.ticket_challenge TO kiosk_terminal, kiosk_web;
GRANT SELECT, INSERT (id, place_id, kind, card, words, status, created_at),
    UPDATE (words, status, merged_into, me_too, answer, refused, answered_at)
    ON public.note TO kiosk_terminal;
GRANT SELECT ON public.note, public.ticket_note TO kiosk_web;
GRANT SELECT, INSERT (id, place_id, first_name, needs, status, created_at),
    UPDATE (first_name, status)
    ON public.sponsor TO kiosk_terminal;
GRANT SELECT, INSERT (place_id, session_id, sponsor_id),
    UPDATE (booking_id, given_up, helped_asked_at, sponsor_asked_at)
    ON public.sponsor_hour TO kiosk_terminal;
GRANT SELECT, INSERT (sponsor_id, place_id, ticket_id) ON public.ticket_sponsor TO kiosk_terminal;
-- The page sees nothing of what was told of others.
GRANT SELECT, INSERT (id, place_id, sponsor_id, told_by, words, created_at), UPDATE (words)
    ON public.pair_report TO kiosk_terminal;
-- The page says with whom, and gives the hour back with the seat; on it a sponsor gives up an hour or all.
GRANT SELECT ON public.sponsor, public.ticket_sponsor TO kiosk_web;
GRANT UPDATE (first_name, status) ON public.sponsor TO kiosk_web;
GRANT SELECT, UPDATE (booking_id, given_up) ON public.sponsor_hour TO kiosk_web;
GRANT SELECT, INSERT (note_id, place_id, ticket_id) ON public.ticket_note TO kiosk_terminal;
GRANT SELECT, INSERT (place_id, day, count), UPDATE (count)
    ON public.challenges_done TO kiosk_terminal, kiosk_web;
GRANT SELECT, INSERT (place_id, day, face, count), UPDATE (count)
    ON public.feedback TO kiosk_terminal;
GRANT SELECT, INSERT (place_id, day, what, about, step, counter, count), UPDATE (count)
    ON public.visit_count TO kiosk_terminal;
GRANT SELECT,
    INSERT (place_id, id, told_at, stands, starts_at, ends_at, mode, helpers, terminal_id,
        booking_id),
    UPDATE (told_at, stands, starts_at, ends_at, mode, helpers, terminal_id, booking_id)
    ON public.taken_elsewhere TO kiosk_terminal, kiosk_web;
GRANT SELECT, INSERT (place_id, uid, ticket_id, booking_id, sequence, starts_at),
    UPDATE (uid, booking_id, sequence, starts_at)
    ON public.calendar_event TO kiosk_terminal, kiosk_web;
-- Who is of the team is the board's affair: it compares, counts wrong tries and signs in; accounts
-- are made and ended by `kiosk staff`, as the owner. A terminal knows a badge that it is shown.
GRANT SELECT (id, place_id, name, role, badge_hash, ended_at) ON public.staff_account
    TO kiosk_terminal;
GRANT SELECT, UPDATE (wrong_tries, locked_until) ON public.staff_account TO kiosk_staff;
GRANT SELECT, INSERT (token_hash, place_id, account_id, began_at, used_at),
    UPDATE (used_at, ended_at)
    ON public.staff_sign_in TO kiosk_staff;
-- Who of the team takes a call, and what it was about.
GRANT UPDATE (taken_by, taken_name, taken_at, about) ON public.staff_call TO kiosk_staff;
-- Orders to terminals: given, and not taken back. `kiosk db purge` takes out what is a day old.
GRANT INSERT (place_id, id, terminal_id, kind, ordered_by, created_at, expires_at, account_id,
        payload)
    ON public.command TO kiosk_staff;
-- The journal is added to. Nobody changes what is in it but `kiosk db purge`, after a year.
GRANT INSERT (place_id, at, account_id, who, deed, about) ON public.staff_journal
    TO kiosk_terminal;
GRANT SELECT ON public.staff_journal TO kiosk_staff;

FOR one IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'
    AND sequencename = ANY (SELECT unnest(ours) || '_id_seq')
LOOP
    EXECUTE format('REVOKE ALL ON SEQUENCE public.%I FROM PUBLIC', one.sequencename);
    EXECUTE format('GRANT USAGE ON SEQUENCE public.%I TO kiosk_terminal, kiosk_web',
                   one.sequencename);
END LOOP;

-- What a terminal deletes: rules and absences of its place, and tickets out of time by the
-- server's clock, with their tokens. See kiosk/store/deletion.py.
CREATE OR REPLACE FUNCTION kiosk_rights.delete_own(table_name text, ids bigint[]) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine constant bigint := kiosk_rights.my_place();
    deleted bigint;
BEGIN
    IF table_name = 'opening_rule' THEN
        DELETE FROM public.opening_rule WHERE place_id = mine AND id = ANY (ids);
    ELSIF table_name = 'absence' THEN
        DELETE FROM public.absence WHERE place_id = mine AND id = ANY (ids);
    ELSIF table_name = 'opening_hours' THEN
        DELETE FROM public.opening_hours WHERE place_id = mine AND id = ANY (ids);
    ELSIF table_name = 'ticket' THEN
        DELETE FROM public.ticket
            WHERE place_id = mine AND id = ANY (ids) AND delete_after <= now();
    ELSE
        RAISE insufficient_privilege
            USING MESSAGE = format('rows of %s are not deleted by a terminal', table_name);
    END IF;
    GET DIAGNOSTICS deleted = ROW_COUNT;
    RETURN deleted;
END $$;
-- The page changes nothing of its place, and has to wait for whoever plans its hours.
CREATE OR REPLACE FUNCTION kiosk_rights.lock_own_place() RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS 'SELECT id FROM public.place WHERE id = kiosk_rights.my_place() FOR NO KEY UPDATE';
REVOKE EXECUTE ON FUNCTION kiosk_rights.lock_own_place FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kiosk_rights.lock_own_place TO kiosk_terminal, kiosk_web;

-- News of appointments elsewhere that are past: they have no number of their own.
CREATE OR REPLACE FUNCTION kiosk_rights.delete_past_elsewhere(before timestamptz) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE deleted bigint;
BEGIN
    DELETE FROM public.taken_elsewhere
        WHERE place_id = kiosk_rights.my_place()
            AND ends_at < least(before, now()) AND told_at < least(before, now());
    GET DIAGNOSTICS deleted = ROW_COUNT;
    RETURN deleted;
END $$;
REVOKE EXECUTE ON FUNCTION kiosk_rights.delete_own, kiosk_rights.delete_past_elsewhere FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kiosk_rights.delete_own, kiosk_rights.delete_past_elsewhere
    TO kiosk_terminal;

-- When a terminal was last seen tells `kiosk db purge` whether the server's hour is to be believed,
-- for all places: nobody says that it was seen in the future.
CREATE OR REPLACE FUNCTION kiosk_rights.keep_last_seen() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.last_seen_at IS NULL
        OR NEW.last_seen_at BETWEEN '2000-01-01 00:00Z' AND clock_timestamp() + interval '5 minutes'
        OR pg_has_role(session_user, 'kiosk_migrations', 'MEMBER')
    THEN
        RETURN NEW;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'no terminal was seen in the future';
END $$;
CREATE OR REPLACE TRIGGER keep_last_seen BEFORE UPDATE OF last_seen_at ON public.terminal
    FOR EACH ROW EXECUTE FUNCTION kiosk_rights.keep_last_seen();

-- What is past: it may be forgotten, not changed, and nothing is added to it

-- As an earlier version named them.
DROP TRIGGER IF EXISTS keep_past_slot ON public.session;
DROP FUNCTION IF EXISTS kiosk_rights.keep_past_slot(), kiosk_rights.is_past(bigint);

CREATE OR REPLACE FUNCTION kiosk_rights.session_is_past(session_id bigint) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
    AS 'SELECT EXISTS (SELECT FROM public.session WHERE id = session_id AND ends_at <= now())';

CREATE OR REPLACE FUNCTION kiosk_rights.keep_past_booking() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    forgotten constant text[] := ARRAY['status', 'first_name', 'phone', 'outcome', 'arrived_at'];
    closed constant boolean := OLD.status = 'over'
        OR (OLD.kind <> 'appointment' AND OLD.status = 'cancelled');
BEGIN
    IF pg_has_role(session_user, 'kiosk_migrations', 'MEMBER') THEN
        RETURN NEW;
    ELSIF NOT closed AND NOT kiosk_rights.session_is_past(OLD.session_id) THEN
        IF NEW.session_id IS DISTINCT FROM OLD.session_id AND kiosk_rights.session_is_past(NEW.session_id) THEN
            RAISE insufficient_privilege USING MESSAGE = 'a booking may not be moved to the past';
        END IF;
        RETURN NEW;
    ELSIF to_jsonb(NEW) - forgotten = to_jsonb(OLD) - forgotten
        AND (NEW.status = OLD.status
             OR (OLD.status, NEW.status) IN (('confirmed', 'over'), ('held', 'expired'),
                                               ('waiting', 'expired')))
        AND (NEW.first_name IS NULL OR NEW.first_name = OLD.first_name)
        AND (NEW.phone IS NULL OR NEW.phone = OLD.phone)
    THEN
        RETURN NEW;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'a past booking may be forgotten, not changed';
END $$;

CREATE OR REPLACE FUNCTION kiosk_rights.begin_booking() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF pg_has_role(session_user, 'kiosk_migrations', 'MEMBER')
        OR (NEW.status IN ('held', 'confirmed', 'waiting') AND NOT kiosk_rights.session_is_past(NEW.session_id))
    THEN
        RETURN NEW;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'no booking begins in the past, nor closed';
END $$;

CREATE OR REPLACE FUNCTION kiosk_rights.keep_past_session() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.seats > OLD.seats
        AND pg_has_role(session_user, 'kiosk_web', 'MEMBER')
        AND NOT pg_has_role(session_user, 'kiosk_terminal', 'MEMBER')
    THEN
        RAISE insufficient_privilege USING MESSAGE = 'the page makes no seats';
    END IF;
    IF pg_has_role(session_user, 'kiosk_migrations', 'MEMBER')
        OR (TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'taken' = to_jsonb(OLD) - 'taken')
        OR (NEW.ends_at > now()
            AND (TG_OP = 'INSERT'
                 OR (OLD.ends_at > now() AND (NEW.starts_at = OLD.starts_at OR NEW.starts_at > now()))))
    THEN
        RETURN NEW;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'a past session may not be made nor changed';
END $$;

CREATE OR REPLACE TRIGGER keep_past_booking BEFORE UPDATE ON public.booking
    FOR EACH ROW EXECUTE FUNCTION kiosk_rights.keep_past_booking();
CREATE OR REPLACE TRIGGER begin_booking BEFORE INSERT ON public.booking
    FOR EACH ROW EXECUTE FUNCTION kiosk_rights.begin_booking();
CREATE OR REPLACE TRIGGER keep_past_session BEFORE INSERT OR UPDATE ON public.session
    FOR EACH ROW EXECUTE FUNCTION kiosk_rights.keep_past_session();
END $rights$;
