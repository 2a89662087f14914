-- Stamps row-level security on every table, after every migration; safe to run again. A new table with a
-- project_id or workspace_id is fenced without anybody remembering it. The fence is read strictly: a
-- statement outside withProject, withWorkspace or withMember is an error, not an empty result.

GRANT USAGE ON SCHEMA public, hot TO gatehouse_app;
GRANT USAGE ON SCHEMA hot TO gatehouse_hot;

-- Never more than what is granted below.
REVOKE ALL ON ALL TABLES IN SCHEMA public, hot FROM gatehouse_app, gatehouse_hot, PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA hot FROM PUBLIC;

DO $$
DECLARE
    t RECORD;
    fence TEXT;
BEGIN
    FOR t IN
        SELECT n.nspname AS schema, c.relname AS name, c.oid AS oid,
               EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'project_id' AND NOT a.attisdropped) AS by_project,
               EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'workspace_id' AND NOT a.attisdropped) AS by_workspace
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname IN ('public', 'hot') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
          AND c.relname NOT IN ('_prisma_migrations', 'addresses')
    LOOP
        EXECUTE format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY', t.schema, t.name);
        EXECUTE format('ALTER TABLE %I.%I FORCE ROW LEVEL SECURITY', t.schema, t.name);
        fence := CASE
            WHEN t.name = 'workspaces' THEN
                'id = current_setting(''app.workspace_id'')::uuid'
            WHEN t.name = 'workspace_members' THEN
                'workspace_id = current_setting(''app.workspace_id'')::uuid OR member_id = current_setting(''app.member_id'')::uuid'
            WHEN t.name = 'projects' THEN
                'project_id = current_setting(''app.project_id'')::uuid OR workspace_id = current_setting(''app.workspace_id'')::uuid'
            WHEN t.name = 'audit_events' OR (t.by_workspace AND NOT t.by_project) THEN
                'workspace_id = current_setting(''app.workspace_id'')::uuid'
            WHEN t.schema = 'hot' AND t.name = 'epochs' THEN
                -- The installation's epoch stands under the nil project, which is also the fence of "no project".
                'project_id = current_setting(''app.project_id'')::uuid AND kind <> ''installation'''
            WHEN t.by_project THEN
                'project_id = current_setting(''app.project_id'')::uuid'
        END;
        IF fence IS NULL THEN
            RAISE EXCEPTION 'table %.% has neither project_id nor workspace_id: fence it or name it here', t.schema, t.name;
        END IF;
        EXECUTE format('DROP POLICY IF EXISTS fence ON %I.%I', t.schema, t.name);
        EXECUTE format('CREATE POLICY fence ON %I.%I TO gatehouse_app USING (%s) WITH CHECK (%s)', t.schema, t.name, fence, fence);
        IF t.schema = 'hot' THEN
            EXECUTE format('DROP POLICY IF EXISTS hot_path ON hot.%I', t.name);
            EXECUTE format('CREATE POLICY hot_path ON hot.%I TO gatehouse_hot USING (true) WITH CHECK (true)', t.name);
        ELSE
            EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO gatehouse_app', t.name);
        END IF;
    END LOOP;
END
$$;

-- A membership seen through its member is read-only: only the workspace changes it.
DROP POLICY IF EXISTS fence ON public.workspace_members;
DROP POLICY IF EXISTS own_memberships ON public.workspace_members;
CREATE POLICY fence ON public.workspace_members TO gatehouse_app
    USING (workspace_id = current_setting('app.workspace_id')::uuid)
    WITH CHECK (workspace_id = current_setting('app.workspace_id')::uuid);
CREATE POLICY own_memberships ON public.workspace_members FOR SELECT TO gatehouse_app
    USING (member_id = current_setting('app.member_id')::uuid);

-- The audit log and the revisions are only ever added to; the address table too.
REVOKE UPDATE, DELETE ON public.audit_events FROM gatehouse_app;
REVOKE INSERT, UPDATE, DELETE ON public.audit_chain FROM gatehouse_app;
REVOKE UPDATE, DELETE ON public.project_revisions FROM gatehouse_app;
GRANT SELECT, INSERT ON public.addresses TO gatehouse_app;

-- The trigger hot.touch_runtime writes here as the owner, who is fenced like everybody else.
DROP POLICY IF EXISTS touch_runtime ON hot.runtime_versions;
CREATE POLICY touch_runtime ON hot.runtime_versions TO gatehouse_owner USING (true) WITH CHECK (true);

-- So does the trigger chain_audit_event.
DROP POLICY IF EXISTS chain ON public.audit_chain;
CREATE POLICY chain ON public.audit_chain TO gatehouse_owner
    USING (workspace_id = current_setting('app.workspace_id')::uuid)
    WITH CHECK (workspace_id = current_setting('app.workspace_id')::uuid);
REVOKE ALL ON FUNCTION public.audit_event_digest(BYTEA, public.audit_events), public.chain_audit_event() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.audit_event_digest(BYTEA, public.audit_events) TO gatehouse_app;

-- Epochs are never deleted, but for those of sessions long over: their ids never come back, and a token
-- whose session has no epoch is dead.
DROP POLICY IF EXISTS only_of_sessions ON hot.epochs;
CREATE POLICY only_of_sessions ON hot.epochs AS RESTRICTIVE FOR DELETE TO gatehouse_app
    USING (kind = 'session' AND project_id = current_setting('app.project_id')::uuid);

-- What happens inside a fence and touches the hot tables.
GRANT SELECT, INSERT, UPDATE, DELETE ON hot.epochs TO gatehouse_app;
GRANT SELECT, INSERT ON hot.outbox TO gatehouse_app;
-- Trying a failed job once more; what it is about never changes inside a fence.
GRANT UPDATE (available_at, attempts, dead_at, claimed_until) ON hot.outbox TO gatehouse_app;
GRANT INSERT ON hot.grants, hot.authorization_codes TO gatehouse_app;
-- The answer that a person gives to a device, once.
GRANT SELECT, UPDATE (answer, grant_id) ON hot.device_codes TO gatehouse_app;
-- Ending a subject's grants; nothing else of a grant changes inside a fence.
GRANT UPDATE (active, epoch) ON hot.grants TO gatehouse_app;
GRANT SELECT ON hot.grants, hot.traces, hot.usage_hours, hot.usage_days, hot.runtime_versions TO gatehouse_app;

-- The hot path.
GRANT SELECT, INSERT, UPDATE ON hot.epochs, hot.authorization_codes, hot.refresh_tokens, hot.device_codes TO gatehouse_hot;
GRANT SELECT, INSERT, UPDATE, DELETE ON hot.grants TO gatehouse_hot;
GRANT SELECT ON hot.runtime_versions TO gatehouse_hot;
GRANT SELECT, INSERT ON hot.denylist, hot.traces TO gatehouse_hot;
GRANT SELECT, INSERT, UPDATE, DELETE ON hot.outbox, hot.usage_hours, hot.usage_days TO gatehouse_hot;
GRANT EXECUTE ON FUNCTION hot.ensure_partitions(TEXT, INTEGER, INTEGER, INTEGER), hot.drop_partitions_before(TEXT, INTEGER) TO gatehouse_hot;
GRANT EXECUTE ON FUNCTION hot.touch_runtime() TO gatehouse_app, gatehouse_hot;
