-- What stays an ordinary table of the coordinator, and why. A workspace spans projects, so its tables have no
-- project_id to go by; they are as many rows as there are people who administer, and no request of the token path
-- touches them.
COMMENT ON TABLE public.workspaces IS
    'Local to the coordinator: a workspace owns projects of every node.';
COMMENT ON TABLE public.workspace_members IS
    'Local to the coordinator: read by member across workspaces, and as small as the number of administrators.';
COMMENT ON TABLE public.workspace_api_keys IS
    'Local to the coordinator: a key of a workspace administers projects of every node.';
COMMENT ON TABLE public.workspace_invitations IS
    'Local to the coordinator: it makes members of a workspace, in one transaction with them.';
COMMENT ON TABLE public.audit_events IS
    'Local to the coordinator: the log is the workspace''s, and is chained by a trigger that reads its own table.';
COMMENT ON TABLE public.audit_chain IS
    'Local to the coordinator: one lock a workspace orders its links, written by the trigger of audit_events.';
COMMENT ON TABLE public._prisma_migrations IS
    'Local to the coordinator: migrations run there and reach the other nodes through Citus.';
