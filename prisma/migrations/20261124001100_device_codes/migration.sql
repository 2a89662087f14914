-- Device codes (RFC 8628). `bucket` is the day in which the code expires. The answer is given once, through
-- the user code; the device redeems an approved code once. A used code stays until its partition goes, so
-- that a replay is recognised.

CREATE TABLE "hot"."device_codes" (
    "project_id" UUID NOT NULL,
    "bucket" INTEGER NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "user_code_hash" BYTEA NOT NULL,
    "client_id" TEXT NOT NULL,
    "scope" TEXT[] NOT NULL,
    "audience" TEXT[] NOT NULL,
    "address" TEXT,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT NOT NULL DEFAULT 'pending',
    "grant_id" UUID,
    "interval_seconds" INTEGER NOT NULL,
    "polled_at" TIMESTAMPTZ(3),
    "is_repeated" BOOLEAN NOT NULL DEFAULT FALSE,
    "redeemed_at" TIMESTAMPTZ(3),
    CONSTRAINT "device_codes_pkey" PRIMARY KEY ("project_id", "bucket", "code_hash"),
    CONSTRAINT "device_codes_answer" CHECK ("answer" IN ('pending', 'approved', 'denied'))
) PARTITION BY RANGE ("bucket");

-- Of those that wait only: whatever looks for a device code has no other way than the primary key.
CREATE UNIQUE INDEX "device_codes_user_code_key" ON "hot"."device_codes" ("project_id", "user_code_hash", "bucket")
    WHERE "answer" = 'pending';

-- The same two functions, which now know this table too.
CREATE OR REPLACE FUNCTION "hot"."ensure_partitions"(table_name TEXT, from_day INTEGER, to_day INTEGER, width_days INTEGER)
RETURNS INTEGER LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    first_day INTEGER := from_day - mod(from_day, width_days);
    partition_name TEXT;
    created INTEGER := 0;
BEGIN
    IF table_name NOT IN ('authorization_codes', 'refresh_tokens', 'denylist', 'traces', 'device_codes')
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

CREATE OR REPLACE FUNCTION "hot"."drop_partitions_before"(table_name TEXT, day INTEGER)
RETURNS INTEGER LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    partition_row RECORD;
    dropped INTEGER := 0;
BEGIN
    -- Nothing that could still be live is dropped, whatever the caller says: today is the limit.
    IF table_name NOT IN ('authorization_codes', 'refresh_tokens', 'denylist', 'traces', 'device_codes')
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
