-- All that a project owns, by the project, at one place. A table stands after those that its foreign keys lead to.
-- Partitions follow their table. A new table with a project_id needs a line here.
SELECT create_distributed_table('public.projects', 'project_id', colocate_with => 'none');

SELECT create_distributed_table('public.project_revisions', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('public.project_api_keys', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('public.clients', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('public.signing_keys', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('public.trusted_jwt_issuers', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('public.organizations', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('public.organization_domains', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('public.onboarding_portal_links', 'project_id', colocate_with => 'public.projects');

SELECT create_distributed_table('public.identities', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('public.identity_addresses', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('public.identity_credentials', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('public.sessions', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('public.self_service_flows', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('public.login_attempts', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('public.authorization_requests', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('public.consents', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('public.login_sessions', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('public.logout_requests', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('public.courier_messages', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('public.webhooks', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('public.webhook_deliveries', 'project_id', colocate_with => 'public.projects');

SELECT create_distributed_table('hot.epochs', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('hot.runtime_versions', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('hot.grants', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('hot.authorization_codes', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('hot.device_codes', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('hot.refresh_tokens', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('hot.denylist', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('hot.traces', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('hot.outbox', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('hot.usage_hours', 'project_id', colocate_with => 'public.projects');
SELECT create_distributed_table('hot.usage_days', 'project_id', colocate_with => 'public.projects');
