-- One small table that every node reads and few requests write: whose an address (host, slug, issuer) is. It is asked
-- before any project is known, and its key must be unique among all projects.
SELECT create_reference_table('public.addresses');
