-- Least rights on a database of many places. Run it as the administrator of the database after
-- the first `kiosk db upgrade`, and again after each later one; running it twice is running it
-- once:
--
--     psql --single-transaction -v ON_ERROR_STOP=1 -f deploy/postgres/roles.sql kiosk
--
-- Three roles that nobody logs in as. A login is a member of one of them:
--
--   kiosk_migrations  owns the tables: `kiosk db upgrade`, `kiosk db place`, `kiosk db purge`
--   kiosk_terminal    the terminals of one place
--   kiosk_web         the page behind the QR, for one place
--
-- Which place a login may see is written in kiosk_rights.place_of_login, which the logins
-- themselves can neither read nor change:
--
--     CREATE ROLE borne_lille LOGIN PASSWORD '…' IN ROLE kiosk_terminal;
--     INSERT INTO kiosk_rights.place_of_login SELECT 'borne_lille', id FROM place WHERE key = 'lille';

DO $$
DECLARE role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['kiosk_migrations', 'kiosk_terminal', 'kiosk_web'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
        END IF;
    END LOOP;
END $$;

GRANT USAGE, CREATE ON SCHEMA public TO kiosk_migrations;
GRANT USAGE ON SCHEMA public TO kiosk_terminal, kiosk_web;

-- Whoever ran the upgrade, the tables belong to the role. Nobody else has rights but those below.
DO $$
DECLARE one record;
BEGIN
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('ALTER TABLE %I OWNER TO kiosk_migrations', one.tablename);
        EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, kiosk_terminal, kiosk_web', one.tablename);
        IF one.tablename <> 'alembic_version' THEN
            EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', one.tablename);
        END IF;
    END LOOP;
    FOR one IN SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public' LOOP
        EXECUTE format('DROP POLICY %I ON %I', one.policyname, one.tablename);
    END LOOP;
END $$;

-- Whose place

CREATE SCHEMA IF NOT EXISTS kiosk_rights;
CREATE TABLE IF NOT EXISTS kiosk_rights.place_of_login (
    login name PRIMARY KEY,
    place_id bigint NOT NULL REFERENCES place (id) ON DELETE CASCADE
);
GRANT USAGE ON SCHEMA kiosk_rights TO kiosk_migrations, kiosk_terminal, kiosk_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON kiosk_rights.place_of_login TO kiosk_migrations;

-- The login's, not the current role's: SET ROLE and SET of any setting change nothing.
CREATE OR REPLACE FUNCTION kiosk_rights.my_place() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
    AS 'SELECT place_id FROM kiosk_rights.place_of_login WHERE login = session_user';

DO $$
DECLARE table_name text;
BEGIN
    FOREACH table_name IN ARRAY ARRAY['terminal', 'helper', 'opening_rule', 'absence', 'feedback',
                                      'ticket', 'taken_elsewhere', 'calendar_event'] LOOP
        EXECUTE format('CREATE POLICY own_place ON %I TO kiosk_terminal, kiosk_web
            USING (place_id = (SELECT kiosk_rights.my_place()))
            WITH CHECK (place_id = (SELECT kiosk_rights.my_place()))', table_name);
    END LOOP;
    -- Nothing of these is deleted by a terminal: without a policy it finds no row to delete.
    FOREACH table_name IN ARRAY ARRAY['slot', 'booking'] LOOP
        EXECUTE format('CREATE POLICY own_place_seen ON %I FOR SELECT TO kiosk_terminal, kiosk_web
            USING (place_id = (SELECT kiosk_rights.my_place()))', table_name);
        EXECUTE format('CREATE POLICY own_place_added ON %I FOR INSERT TO kiosk_terminal, kiosk_web
            WITH CHECK (place_id = (SELECT kiosk_rights.my_place()))', table_name);
        EXECUTE format('CREATE POLICY own_place_changed ON %I FOR UPDATE TO kiosk_terminal, kiosk_web
            USING (place_id = (SELECT kiosk_rights.my_place()))
            WITH CHECK (place_id = (SELECT kiosk_rights.my_place()))', table_name);
    END LOOP;
END $$;
CREATE POLICY own_place ON place TO kiosk_terminal, kiosk_web
    USING (id = (SELECT kiosk_rights.my_place()))
    WITH CHECK (id = (SELECT kiosk_rights.my_place()));
CREATE POLICY own_place ON ticket_token TO kiosk_terminal, kiosk_web
    USING (EXISTS (SELECT FROM ticket WHERE ticket.id = ticket_id
                   AND ticket.place_id = (SELECT kiosk_rights.my_place())))
    WITH CHECK (EXISTS (SELECT FROM ticket WHERE ticket.id = ticket_id
                        AND ticket.place_id = (SELECT kiosk_rights.my_place())));

-- What each may do with its own place

GRANT SELECT ON alembic_version TO kiosk_terminal, kiosk_web;

GRANT SELECT, UPDATE (name, address, time_zone, region, demonstration, key) ON place
    TO kiosk_terminal;
GRANT SELECT, INSERT, UPDATE ON terminal, helper, feedback TO kiosk_terminal;
GRANT SELECT, INSERT, UPDATE, DELETE
    ON opening_rule, absence, slot, booking, ticket, ticket_token TO kiosk_terminal;
GRANT SELECT, INSERT, UPDATE, DELETE ON taken_elsewhere, calendar_event TO kiosk_terminal;

GRANT SELECT ON place, terminal, helper, opening_rule, absence, slot, booking, ticket, ticket_token
    TO kiosk_web;
GRANT UPDATE (id) ON place TO kiosk_web;  -- to lock its row: no other id is allowed
GRANT UPDATE (taken, withdrawn) ON slot TO kiosk_web;  -- a seat given back may be offered no more
GRANT SELECT, INSERT, UPDATE ON taken_elsewhere, calendar_event TO kiosk_web;
GRANT INSERT ON terminal TO kiosk_web;
GRANT UPDATE (version, last_seen_at) ON terminal TO kiosk_web;
GRANT INSERT, UPDATE ON booking, ticket TO kiosk_web;
GRANT INSERT ON ticket_token TO kiosk_web;

DO $$
DECLARE one record;
BEGIN
    FOR one IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' LOOP
        EXECUTE format('GRANT USAGE ON SEQUENCE %I TO kiosk_terminal, kiosk_web',
                       one.sequencename);
    END LOOP;
END $$;

-- What is past: it may be forgotten, not changed

CREATE OR REPLACE FUNCTION kiosk_rights.keep_past_booking() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE forgotten constant text[] := ARRAY['status', 'first_name', 'phone'];
BEGIN
    IF pg_has_role(session_user, 'kiosk_migrations', 'MEMBER')
        OR NOT EXISTS (SELECT FROM slot WHERE id = OLD.slot_id AND ends_at <= now())
        OR (to_jsonb(NEW) - forgotten = to_jsonb(OLD) - forgotten
            AND (NEW.status = OLD.status
                 OR (OLD.status, NEW.status) IN (('confirmed', 'over'), ('held', 'expired')))
            AND (NEW.first_name IS NULL OR NEW.first_name = OLD.first_name)
            AND (NEW.phone IS NULL OR NEW.phone = OLD.phone))
    THEN
        RETURN NEW;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'a past booking may be forgotten, not changed';
END $$;

CREATE OR REPLACE FUNCTION kiosk_rights.keep_past_slot() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.ends_at > now()
        OR to_jsonb(NEW) - 'taken' = to_jsonb(OLD) - 'taken'
        OR pg_has_role(session_user, 'kiosk_migrations', 'MEMBER')
    THEN
        RETURN NEW;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'a past slot may not be changed';
END $$;

CREATE OR REPLACE TRIGGER keep_past_booking BEFORE UPDATE ON booking
    FOR EACH ROW EXECUTE FUNCTION kiosk_rights.keep_past_booking();
CREATE OR REPLACE TRIGGER keep_past_slot BEFORE UPDATE ON slot
    FOR EACH ROW EXECUTE FUNCTION kiosk_rights.keep_past_slot();
