-- Plain PostgreSQL. Prisma writes ON UPDATE CASCADE on foreign keys; Citus refuses that where the distribution column
-- is part of the key. No row ever changes its project, so it has nothing to do. The constraints keep their names.
-- Every foreign key of a table with a project_id is made again, and its rows are checked meanwhile.
DO $$
DECLARE
    key RECORD;
BEGIN
    FOR key IN
        SELECT k.conrelid::regclass AS child, k.conname AS name,
               replace(pg_get_constraintdef(k.oid), ' ON UPDATE CASCADE', '') AS definition
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        WHERE k.contype = 'f' AND k.confupdtype = 'c' AND NOT c.relispartition
          AND c.relnamespace IN ('public'::regnamespace, 'hot'::regnamespace)
          AND EXISTS (
              SELECT FROM pg_attribute a
              WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attname = 'project_id'
          )
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I %s',
            key.child, key.name, key.name, key.definition);
    END LOOP;
END
$$;
