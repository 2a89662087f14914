// What a distributed PostgreSQL (Citus) asks of tables, put to PostgreSQL's own catalogue. Where each table is to go
// stands in `asked.placements`; a local one says so in its comment.

import type { CatalogueRule } from './catalogue-rules.ts';

/**
 * Citus's functions, which write down what they are asked for instead of doing it: the statements run as they are,
 * names and signatures included.
 */
export const standInsForCitus = `
  CREATE SCHEMA asked;
  CREATE TABLE asked.placements (
    position int GENERATED ALWAYS AS IDENTITY, relation regclass NOT NULL,
    kind text NOT NULL, distribution_column text, colocate_with text);
  CREATE FUNCTION asked.create_reference_table(table_name regclass) RETURNS void LANGUAGE sql AS
    $$ INSERT INTO asked.placements (relation, kind) VALUES (table_name, 'reference') $$;
  CREATE FUNCTION asked.create_distributed_table(table_name regclass, distribution_column text,
    distribution_type text DEFAULT 'hash', colocate_with text DEFAULT 'default', shard_count int DEFAULT NULL)
    RETURNS void LANGUAGE sql AS
    $$ INSERT INTO asked.placements (relation, kind, distribution_column, colocate_with)
       VALUES (table_name, distribution_type, distribution_column, colocate_with) $$;
  SET search_path = asked, public`;

/** Tables of ours, partitions as what their table is, with the number of the column project_id. */
const tables = `
  ours AS (
    SELECT c.oid, c.oid::regclass::text AS name, c.relispartition, coalesce(pg_partition_root(c.oid), c.oid) AS root,
      a.attnum AS project_number, a.attnotnull AS has_project, a.atttypid = 'uuid'::regtype AS is_uuid
    FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'project_id' AND NOT a.attisdropped
    WHERE c.relnamespace::regnamespace::text IN ('public', 'hot') AND c.relkind IN ('r', 'p')
  ), placed AS (
    SELECT ours.*, p.kind, p.distribution_column, p.colocate_with, p.position
    FROM ours LEFT JOIN asked.placements p ON p.relation = ours.root
  ), spread AS (SELECT * FROM placed WHERE kind = 'hash')`;

const foreignKeys = `
  keys AS (
    SELECT k.*, k.conrelid::regclass || ' ' || k.conname AS name FROM pg_constraint k WHERE k.contype = 'f'
  )`;

export const distributionRules: readonly CatalogueRule[] = [
  {
    name: 'every table is distributed, a reference table, or named as local with a reason, and only one of these',
    sql: `WITH ${tables} SELECT name AS violation FROM placed WHERE NOT relispartition GROUP BY oid, name
      HAVING count(kind) + (coalesce(obj_description(oid, 'pg_class'), '') ~ '^Local to the coordinator: .{20,}')::int <> 1`,
  },
  {
    name: 'a table whose rows are of projects is not local',
    sql: `WITH ${tables} SELECT name AS violation FROM placed WHERE kind IS NULL AND has_project`,
  },
  {
    name: 'a table is distributed by project_id, a UUID that is never null, beside its project',
    sql: `WITH ${tables} SELECT name AS violation FROM spread
      WHERE distribution_column <> 'project_id' OR has_project IS NOT TRUE OR is_uuid IS NOT TRUE
        OR colocate_with <> CASE root WHEN 'public.projects'::regclass THEN 'none' ELSE 'public.projects' END`,
  },
  {
    name: 'every primary and unique key of a distributed table and of its partitions holds project_id',
    sql: `WITH ${tables} SELECT i.indexrelid::regclass::text AS violation FROM spread JOIN pg_index i ON i.indrelid = spread.oid
      WHERE (i.indisunique OR i.indisexclusion)
        AND NOT coalesce(project_number = ANY (i.indkey[0:i.indnkeyatts - 1]), FALSE)`,
  },
  {
    name: 'a foreign key of a distributed table leads to a distributed one by project_id, or to a reference table',
    sql: `WITH ${tables}, ${foreignKeys} SELECT keys.name AS violation
      FROM keys JOIN spread AS child ON child.oid = keys.conrelid LEFT JOIN placed AS parent ON parent.oid = keys.confrelid
      WHERE parent.kind IS DISTINCT FROM 'reference' AND NOT (parent.kind = 'hash' AND EXISTS (
        SELECT FROM unnest(keys.conkey, keys.confkey) AS pair (child_number, parent_number)
        WHERE child_number = child.project_number AND parent_number = parent.project_number))`,
  },
  {
    name: 'a foreign key that holds project_id neither follows an update of it nor empties it',
    sql: `WITH ${tables}, ${foreignKeys} SELECT keys.name AS violation
      FROM keys JOIN spread AS child ON child.oid = keys.conrelid
      WHERE child.project_number = ANY (keys.conkey) AND (confupdtype IN ('c', 'n', 'd') OR confdeltype IN ('n', 'd'))`,
  },
  {
    name: 'no table that is not distributed refers to one that is',
    sql: `WITH ${tables}, ${foreignKeys} SELECT keys.name AS violation
      FROM keys JOIN spread AS parent ON parent.oid = keys.confrelid LEFT JOIN spread AS child ON child.oid = keys.conrelid
      WHERE child.oid IS NULL`,
  },
  {
    name: 'a table is distributed after those that it refers to',
    sql: `WITH ${tables}, ${foreignKeys} SELECT keys.name AS violation
      FROM keys JOIN placed AS child ON child.oid = keys.conrelid JOIN placed AS parent ON parent.oid = keys.confrelid
      WHERE child.position < parent.position`,
  },
  {
    name: 'the only trigger on distributed tables is the one that raises the version of a runtime',
    sql: `WITH ${tables} SELECT spread.name || ' ' || t.tgname AS violation FROM spread JOIN pg_trigger t ON t.tgrelid = spread.oid
      WHERE NOT t.tgisinternal AND t.tgfoid <> 'hot.touch_runtime'::regproc`,
  },
];
