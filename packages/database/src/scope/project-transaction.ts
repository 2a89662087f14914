import { buildProjectApiKeyRows } from '../control/api-key-rows.ts';
import { insertAuditEvent } from '../control/audit-events.ts';
import { buildAuthorizationRows } from '../control/authorization-rows.ts';
import { buildClientRows } from '../control/client-rows.ts';
import { buildConsentRows } from '../control/consent-rows.ts';
import { raiseEpoch } from '../control/epochs.ts';
import { buildFlowRows } from '../control/flow-rows.ts';
import { buildIdentityRows } from '../control/identity-rows.ts';
import { buildJobRows } from '../control/job-rows.ts';
import { buildLoginAttemptRows } from '../control/login-attempt-rows.ts';
import { buildLoginSessionRows } from '../control/login-session-rows.ts';
import { buildLogoutRequestRows } from '../control/logout-request-rows.ts';
import { buildMessageRows } from '../control/message-rows.ts';
import { buildOnboardingPortalLinkRows } from '../control/onboarding-portal-link-rows.ts';
import { buildOrganizationRows } from '../control/organization-rows.ts';
import { buildOutboxInsert } from '../control/outbox-rows.ts';
import { buildOwnProjectRow } from '../control/project-rows.ts';
import { buildRevisionRows } from '../control/revision-rows.ts';
import { buildSessionRows } from '../control/session-rows.ts';
import { buildSigningKeyRows } from '../control/signing-key-rows.ts';
import { buildTraceRows } from '../control/trace-rows.ts';
import { buildTrustedIssuerRows } from '../control/trusted-issuer-rows.ts';
import { buildUsage } from '../control/usage-rows.ts';
import { buildWebhookDeliveryRows } from '../control/webhook-delivery-rows.ts';
import { buildWebhookRows } from '../control/webhook-rows.ts';
import type { ProjectTransaction } from '../transactions.ts';
import type { ProjectContext } from './project-context.ts';

/** The rows of one project, bound to it and to one transaction. */
export function buildProjectTransaction(context: ProjectContext): ProjectTransaction {
  const { tx, projectId, workspaceId } = context;
  return {
    projectId,
    workspaceId,
    ...buildOwnProjectRow(context),
    revisions: buildRevisionRows(context),
    clients: buildClientRows(context),
    signingKeys: buildSigningKeyRows(context),
    trustedIssuers: buildTrustedIssuerRows(context),
    apiKeys: buildProjectApiKeyRows(context),
    authorizations: buildAuthorizationRows(context),
    consents: buildConsentRows(context),
    identities: buildIdentityRows(context),
    organizations: buildOrganizationRows(context),
    onboardingPortalLinks: buildOnboardingPortalLinkRows(context),
    sessions: buildSessionRows(context),
    flows: buildFlowRows(context),
    loginAttempts: buildLoginAttemptRows(context),
    loginSessions: buildLoginSessionRows(context),
    logoutRequests: buildLogoutRequestRows(context),
    messages: buildMessageRows(context),
    jobs: buildJobRows(context),
    webhooks: buildWebhookRows(context),
    webhookDeliveries: buildWebhookDeliveryRows(context),
    traces: buildTraceRows(context),
    usage: buildUsage(context),
    addToOutbox: buildOutboxInsert(context),
    async raiseEpoch(target) {
      const key = target.kind === 'client' ? target.clientId : '';
      await raiseEpoch(tx, { projectId, kind: target.kind, key });
      context.markRuntimeChanged();
    },
    async audit(entry) {
      if (workspaceId === null) {
        throw new Error('The console project belongs to no workspace and has no audit log.');
      }
      await insertAuditEvent(tx, { workspaceId, projectId }, entry);
    },
  };
}
