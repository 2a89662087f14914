-- Each audit event's digest covers the one before it, so that an event that was changed or taken away leaves a
-- break that anybody can find. The chain stands apart from the events: taking one away does not take its link.
CREATE TABLE "audit_chain" (
    "workspace_id" UUID NOT NULL,
    "position" BIGINT NOT NULL,
    "event_id" UUID NOT NULL,
    "digest" BYTEA NOT NULL,

    CONSTRAINT "audit_chain_pkey" PRIMARY KEY ("workspace_id", "position")
);

ALTER TABLE "audit_chain" ADD CONSTRAINT "audit_chain_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE FUNCTION "audit_event_digest"(previous BYTEA, event "audit_events") RETURNS BYTEA LANGUAGE SQL STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT sha256(previous || convert_to(jsonb_build_array(
        event.workspace_id, event.id, to_char(event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'),
        event.project_id, event.actor, event.action, event.target_type, event.target_id, event.changes, event.request_id
    )::TEXT, 'UTF8'))
$$;

-- It runs as the owner, because the application's role may not write links; and at the end of the transaction, so
-- that the workspace's lock is held for a moment only. Who waits for the lock sees what was committed before.
CREATE FUNCTION "chain_audit_event"() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last RECORD;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('audit_chain ' || NEW.workspace_id::TEXT, 0));
    SELECT position, digest INTO last FROM public.audit_chain
        WHERE workspace_id = NEW.workspace_id ORDER BY position DESC LIMIT 1;
    INSERT INTO public.audit_chain (workspace_id, position, event_id, digest) VALUES (
        NEW.workspace_id, coalesce(last.position, 0) + 1, NEW.id,
        public.audit_event_digest(coalesce(last.digest, ''), NEW)
    );
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER "chain_audit_event" AFTER INSERT ON "audit_events" DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION "chain_audit_event"();

-- What was written before. The owner is fenced like everybody else, but for this one statement.
ALTER TABLE "audit_events" NO FORCE ROW LEVEL SECURITY;
DO $$
DECLARE
    event public.audit_events;
    link BYTEA := '';
    place BIGINT := 0;
    workspace UUID;
BEGIN
    FOR event IN SELECT * FROM public.audit_events ORDER BY workspace_id, at, id LOOP
        IF workspace IS DISTINCT FROM event.workspace_id THEN
            workspace := event.workspace_id;
            link := '';
            place := 0;
        END IF;
        link := public.audit_event_digest(link, event);
        place := place + 1;
        INSERT INTO public.audit_chain VALUES (workspace, place, event.id, link);
    END LOOP;
END
$$;
ALTER TABLE "audit_events" FORCE ROW LEVEL SECURITY;
