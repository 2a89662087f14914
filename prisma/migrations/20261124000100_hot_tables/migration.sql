-- The hot tables: what the token path reads and writes, in batches that mix projects. Plain SQL; no
-- Prisma model. Every key leads with project_id. What grows is partitioned by `bucket`, a day number
-- (days since 1970-01-01 UTC) fixed when the row's family begins and written into the presented value,
-- so that a look-up touches one partition and cleaning is dropping one.

CREATE SCHEMA "hot";

-- Revocation epochs. A token seals those it was issued under and is live only while all of them are
-- equal and active. kind: installation | project | client | identity | session; key: '' for the first two.
-- The installation's row stands under the nil project. Rows are never deleted: a client id that is used
-- again gets a higher epoch, so tokens of its former life stay dead.
CREATE TABLE "hot"."epochs" (
    "project_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL DEFAULT 1,
    "active" BOOLEAN NOT NULL DEFAULT TRUE,
    CONSTRAINT "epochs_pkey" PRIMARY KEY ("project_id", "kind", "key"),
    CONSTRAINT "epochs_kind" CHECK ("kind" IN ('installation', 'project', 'client', 'identity', 'session'))
);

-- How often anything that a compiled runtime is made of has changed: the bounded-staleness check when a
-- notification is lost.
CREATE TABLE "hot"."runtime_versions" (
    "project_id" UUID NOT NULL,
    "version" BIGINT NOT NULL DEFAULT 1,
    CONSTRAINT "runtime_versions_pkey" PRIMARY KEY ("project_id")
);

-- What one identity allowed one client: the parent of its tokens. A family is a grant.
CREATE TABLE "hot"."grants" (
    "project_id" UUID NOT NULL,
    "grant_id" UUID NOT NULL,
    "client_id" TEXT NOT NULL,
    "identity_id" UUID,
    "session_id" UUID,
    "parent_grant_id" UUID,
    "scope" TEXT[] NOT NULL,
    "audience" TEXT[] NOT NULL,
    "claims" JSONB NOT NULL DEFAULT '{}',
    "claims_version" INTEGER NOT NULL DEFAULT 1,
    "epoch" INTEGER NOT NULL DEFAULT 1,
    "active" BOOLEAN NOT NULL DEFAULT TRUE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "grants_pkey" PRIMARY KEY ("project_id", "grant_id"),
    CONSTRAINT "grants_parent_fkey" FOREIGN KEY ("project_id", "parent_grant_id") REFERENCES "hot"."grants" ("project_id", "grant_id") ON DELETE CASCADE
);
CREATE INDEX "grants_parent_idx" ON "hot"."grants" ("project_id", "parent_grant_id") WHERE "parent_grant_id" IS NOT NULL;
CREATE INDEX "grants_expiry_idx" ON "hot"."grants" ("expires_at");
CREATE INDEX "grants_client_idx" ON "hot"."grants" ("project_id", "client_id");
CREATE INDEX "grants_identity_idx" ON "hot"."grants" ("project_id", "identity_id");

-- A used code stays until its family ends, so that a replay is recognised.
CREATE TABLE "hot"."authorization_codes" (
    "project_id" UUID NOT NULL,
    "bucket" INTEGER NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "grant_id" UUID NOT NULL,
    "client_id" TEXT NOT NULL,
    "request" JSONB NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "redeemed_at" TIMESTAMPTZ(3),
    CONSTRAINT "authorization_codes_pkey" PRIMARY KEY ("project_id", "bucket", "code_hash")
) PARTITION BY RANGE ("bucket");

CREATE TABLE "hot"."refresh_tokens" (
    "project_id" UUID NOT NULL,
    "bucket" INTEGER NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "grant_id" UUID NOT NULL,
    "client_id" TEXT NOT NULL,
    "scope" TEXT[] NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "successor_hash" BYTEA,
    "successor_sealed" BYTEA,
    "retries" SMALLINT NOT NULL DEFAULT 0,
    CONSTRAINT "refresh_tokens_pkey" PRIMARY KEY ("project_id", "bucket", "token_hash")
) PARTITION BY RANGE ("bucket");

-- Access tokens revoked one by one, until they would have expired.
CREATE TABLE "hot"."denylist" (
    "project_id" UUID NOT NULL,
    "bucket" INTEGER NOT NULL,
    "token_id" BYTEA NOT NULL,
    "revoked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "denylist_pkey" PRIMARY KEY ("project_id", "bucket", "token_id")
) PARTITION BY RANGE ("bucket");

-- Protocol traces; `bucket` is the day that the trace id (a UUIDv7) carries.
CREATE TABLE "hot"."traces" (
    "project_id" UUID NOT NULL,
    "bucket" INTEGER NOT NULL,
    "trace_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "endpoint" TEXT NOT NULL,
    "client_id" TEXT,
    "outcome" TEXT NOT NULL,
    "trace" JSONB NOT NULL,
    CONSTRAINT "traces_pkey" PRIMARY KEY ("project_id", "bucket", "trace_id")
) PARTITION BY RANGE ("bucket");

-- What must happen later, written in the transaction that made it necessary. A row is done when its job
-- is done, not when it was handed over.
CREATE TABLE "hot"."outbox" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimed_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "done_at" TIMESTAMPTZ(3),
    "dead_at" TIMESTAMPTZ(3),
    CONSTRAINT "outbox_pkey" PRIMARY KEY ("project_id", "id")
);
CREATE INDEX "outbox_due_idx" ON "hot"."outbox" ("available_at") WHERE "done_at" IS NULL AND "dead_at" IS NULL;

-- Usage: counted in memory, added here by the hour, rolled up by the day.
CREATE TABLE "hot"."usage_hours" (
    "project_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "metric" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "count" BIGINT NOT NULL,
    CONSTRAINT "usage_hours_pkey" PRIMARY KEY ("project_id", "hour", "metric", "client_id")
);
CREATE TABLE "hot"."usage_days" (
    "project_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "metric" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "count" BIGINT NOT NULL,
    CONSTRAINT "usage_days_pkey" PRIMARY KEY ("project_id", "day", "metric", "client_id")
);

-- Partitions. The application's roles may not change the schema: they call these two, which may.
-- Each table's partitions are `width_days` wide and named by their first day.
CREATE FUNCTION "hot"."ensure_partitions"(table_name TEXT, from_day INTEGER, to_day INTEGER, width_days INTEGER)
RETURNS INTEGER LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    first_day INTEGER := from_day - mod(from_day, width_days);
    partition_name TEXT;
    created INTEGER := 0;
BEGIN
    IF table_name NOT IN ('authorization_codes', 'refresh_tokens', 'denylist', 'traces')
        OR width_days NOT BETWEEN 1 AND 31 OR to_day - from_day NOT BETWEEN 0 AND 1000 THEN
        RAISE EXCEPTION 'ensure_partitions refuses % from % to % in steps of %', table_name, from_day, to_day, width_days;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('hot.partitions'));
    WHILE first_day <= to_day LOOP
        partition_name := format('%s_%s', table_name, first_day);
        IF to_regclass(format('hot.%I', partition_name)) IS NULL THEN
            -- Attached, not created in place: that would lock the table against readers and writers.
            EXECUTE format('CREATE TABLE hot.%I (LIKE hot.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition_name, table_name);
            EXECUTE format('ALTER TABLE hot.%I ENABLE ROW LEVEL SECURITY', partition_name);
            EXECUTE format('ALTER TABLE hot.%I FORCE ROW LEVEL SECURITY', partition_name);
            EXECUTE format('ALTER TABLE hot.%I ATTACH PARTITION hot.%I FOR VALUES FROM (%s) TO (%s)',
                table_name, partition_name, first_day, first_day + width_days);
            created := created + 1;
        END IF;
        first_day := first_day + width_days;
    END LOOP;
    RETURN created;
END
$$;

CREATE FUNCTION "hot"."drop_partitions_before"(table_name TEXT, day INTEGER)
RETURNS INTEGER LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    partition_row RECORD;
    dropped INTEGER := 0;
BEGIN
    -- Nothing that could still be live is dropped, whatever the caller says: today is the limit.
    IF table_name NOT IN ('authorization_codes', 'refresh_tokens', 'denylist', 'traces')
        OR day > extract(epoch FROM now())::BIGINT / 86400 THEN
        RAISE EXCEPTION 'drop_partitions_before refuses % before %', table_name, day;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('hot.partitions'));
    SET LOCAL lock_timeout = '2s';
    FOR partition_row IN
        SELECT child.relname AS name,
               (regexp_match(pg_get_expr(child.relpartbound, child.oid), 'TO \(''?(\d+)''?\)'))[1]::INTEGER AS upper_bound
        FROM pg_inherits
        JOIN pg_class child ON child.oid = pg_inherits.inhrelid
        WHERE pg_inherits.inhparent = format('hot.%I', table_name)::regclass
    LOOP
        IF partition_row.upper_bound <= day THEN
            EXECUTE format('DROP TABLE hot.%I', partition_row.name);
            dropped := dropped + 1;
        END IF;
    END LOOP;
    RETURN dropped;
END
$$;

-- Whoever changes what a runtime is made of cannot forget to say so. It runs as the owner because rows
-- that a cascade deletes have no fence of their own; at the end of the transaction, so that the version's
-- row is always locked last and for a moment only; and once, however many rows the transaction changed.
CREATE FUNCTION "hot"."touch_runtime"() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    touched UUID := CASE TG_OP WHEN 'DELETE' THEN OLD.project_id ELSE NEW.project_id END;
BEGIN
    INSERT INTO hot.runtime_versions AS v (project_id, version) VALUES (touched, 1)
    ON CONFLICT (project_id) DO UPDATE SET version = v.version + 1 WHERE v.xmin <> pg_current_xact_id()::xid;
    PERFORM pg_notify('gatehouse_runtime', touched::TEXT);
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER "touch_runtime" AFTER INSERT OR UPDATE OR DELETE ON "projects" DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION "hot"."touch_runtime"();
CREATE CONSTRAINT TRIGGER "touch_runtime" AFTER INSERT OR UPDATE OR DELETE ON "clients" DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION "hot"."touch_runtime"();
CREATE CONSTRAINT TRIGGER "touch_runtime" AFTER INSERT OR UPDATE OR DELETE ON "signing_keys" DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION "hot"."touch_runtime"();
CREATE CONSTRAINT TRIGGER "touch_runtime" AFTER INSERT OR UPDATE OR DELETE ON "project_api_keys" DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION "hot"."touch_runtime"();
CREATE CONSTRAINT TRIGGER "touch_runtime" AFTER INSERT OR UPDATE ON "hot"."epochs" DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW."kind" IN ('project', 'client')) EXECUTE FUNCTION "hot"."touch_runtime"();

INSERT INTO "hot"."epochs" ("project_id", "kind", "key") VALUES ('00000000-0000-0000-0000-000000000000', 'installation', '');
