-- The database roles, run once by a superuser (or whoever may create roles). Safe to run again.
-- None of them is a superuser and none may bypass row-level security. Set their passwords yourself:
--   ALTER ROLE gatehouse_owner PASSWORD '...';
--
--   gatehouse_owner  owns the schema and runs migrations; no request is ever served with it
--   gatehouse_app    the control tables and everything that happens inside a fence (withProject, withWorkspace)
--   gatehouse_hot    the hot tables alone: batches that mix projects
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['gatehouse_owner', 'gatehouse_app', 'gatehouse_hot'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      EXECUTE format('CREATE ROLE %I LOGIN', role_name);
    END IF;
    EXECUTE format('ALTER ROLE %I NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION', role_name);
  END LOOP;
END
$$;

-- What a session sets reaches one connection of a PgBouncer in transaction mode and not the next: what must hold on
-- every connection of the token path stands with its role. The other roles set it in each transaction.
ALTER ROLE gatehouse_hot SET statement_timeout = '5s';
