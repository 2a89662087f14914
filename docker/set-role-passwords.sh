#!/bin/sh
# Gives the roles of prisma/roles.sql the passwords of the connection strings, and the owner the database.
set -eu

password_of() { sed 's|^postgresql://[^:]*:\([^@]*\)@.*$|\1|' "/run/secrets/$1"; }

psql --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname "$POSTGRES_DB" \
  --set app="$(password_of database_url)" \
  --set hot="$(password_of database_hot_url)" \
  --set owner="$(password_of database_direct_url)" <<'SQL'
ALTER ROLE gatehouse_app PASSWORD :'app';
ALTER ROLE gatehouse_hot PASSWORD :'hot';
ALTER ROLE gatehouse_owner PASSWORD :'owner';
ALTER DATABASE gatehouse OWNER TO gatehouse_owner;
SQL
