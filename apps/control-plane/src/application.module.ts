import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access/access-guard.ts';
import { Authenticator } from './access/authenticator.ts';
import { ApiKeysModule } from './api-keys/api-keys.module.ts';
import { AuditModule } from './audit/audit.module.ts';
import { ClientsModule } from './clients/clients.module.ts';
import { type ControlPlaneDependencies, controlPlaneDependencies } from './dependencies.ts';
import { DocumentationModule } from './documentation/documentation.module.ts';
import { FailedJobsModule } from './failed-jobs/failed-jobs.module.ts';
import { ErrorFilter } from './http/error-filter.ts';
import { InvitationsModule } from './invitations/invitations.module.ts';
import { MembersModule } from './members/members.module.ts';
import { MessagesModule } from './messages/messages.module.ts';
import { RouteCheck } from './operations/check-routes.ts';
import { OrganizationsModule } from './organizations/organizations.module.ts';
import { ProjectsModule } from './projects/projects.module.ts';
import { RevisionsModule } from './revisions/revisions.module.ts';
import { TracesModule } from './traces/traces.module.ts';
import { UsageModule } from './usage/usage.module.ts';
import { WebhooksModule } from './webhooks/webhooks.module.ts';
import { WorkspacesModule } from './workspaces/workspaces.module.ts';

@Global()
@Module({})
class DependenciesModule {}

const subjects = [
  WorkspacesModule,
  MembersModule,
  InvitationsModule,
  ProjectsModule,
  OrganizationsModule,
  RevisionsModule,
  ClientsModule,
  ApiKeysModule,
  AuditModule,
  UsageModule,
  TracesModule,
  MessagesModule,
  FailedJobsModule,
  WebhooksModule,
  DocumentationModule,
];

@Module({})
class ApplicationModule {}

/** Everything of the management API, given what it depends on. */
export function buildApplicationModule(dependencies: ControlPlaneDependencies): DynamicModule {
  const provided = { provide: controlPlaneDependencies, useValue: dependencies };
  return {
    module: ApplicationModule,
    imports: [
      { module: DependenciesModule, providers: [provided], exports: [provided] },
      DiscoveryModule,
      ...subjects,
    ],
    providers: [
      Authenticator,
      RouteCheck,
      { provide: APP_GUARD, useClass: AccessGuard },
      { provide: APP_FILTER, useClass: ErrorFilter },
    ],
  };
}
