export { AdministrationError, type AdministrationErrorKind } from './administration-error.ts';
export type { ApiKeyOwner } from './api-keys/api-key-owner.ts';
export {
  authenticateApiKey,
  type FindApiKey,
  type FoundApiKey,
  type Principal,
} from './api-keys/authenticate-api-key.ts';
export {
  type CreateApiKeyRequest,
  type CreatedApiKey,
  createApiKey,
  type KeyCreator,
} from './api-keys/create-api-key.ts';
export { type ExchangedKey, exchangeForProjectKey } from './api-keys/exchange-for-project-key.ts';
export { deleteApiKey, listApiKeys } from './api-keys/list-and-delete-api-keys.ts';
export {
  type ClientRequest,
  patchClient,
  setClient,
  setClientLifespans,
} from './clients/change-client.ts';
export { createClient } from './clients/create-client.ts';
export { deleteClient, deleteClientTokens } from './clients/delete-client.ts';
export {
  type ClientListRequest,
  type ClientPage,
  getClient,
  listClients,
} from './clients/read-clients.ts';
export { deleteRotatedClientSecrets, rotateClientSecret } from './clients/rotate-secret.ts';
export {
  type ConsentsRequest,
  endLoginSessions,
  listConsents,
  revokeConsents,
} from './consents/consents.ts';
export { type LoginSubject, loadLoginSubject } from './consents/login-subject.ts';
export type { AdministrationDependencies, ProjectRequest, RequestedBy } from './dependencies.ts';
export { patchIdentity, setIdentity } from './identities/change-identity.ts';
export { createIdentity } from './identities/create-identity.ts';
export { deleteIdentity, deleteIdentityCredential } from './identities/delete-identity.ts';
export {
  endIdentitySessions,
  endSession,
  getSession,
  listSessions,
} from './identities/identity-sessions.ts';
export {
  getIdentity,
  getIdentityByExternalId,
  listIdentities,
} from './identities/read-identities.ts';
export {
  type AcceptInvitationRequest,
  acceptInvitation,
  type OfferedInvitation,
  readInvitation,
} from './invitations/accept-invitation.ts';
export {
  type CreatedInvitation,
  type CreateInvitationRequest,
  createInvitation,
} from './invitations/create-invitation.ts';
export { buildInvitationLink } from './invitations/invitation-link.ts';
export {
  listInvitations,
  revokeInvitation,
} from './invitations/read-and-revoke-invitations.ts';
export { renewClaim } from './invitations/renew-claim.ts';
export { type CreateKeyRequest, createKey } from './key-sets/create-key.ts';
export { deleteKey, deleteKeySet } from './key-sets/delete-keys.ts';
export { isIssuerSet, type KeySetDocument } from './key-sets/key-document.ts';
export { getKey, getKeySet } from './key-sets/read-keys.ts';
export { setKey, setKeySet } from './key-sets/set-keys.ts';
export { type Granter, mayGrantRole } from './members/may-grant-role.ts';
export type { MessageDocument, MessageWithPage } from './messages/message-document.ts';
export {
  getMessage,
  listMessages,
  type MessageListRequest,
  type MessagePage,
} from './messages/read-messages.ts';
export {
  createOrganization,
  deleteOrganization,
  type OrganizationRequest,
  setOrganization,
} from './organizations/change-organization.ts';
export type { OrganizationInput } from './organizations/organization-content.ts';
export {
  checkPortalDomain,
  type DomainCheckOutcome,
  type LookUpTxt,
  openPortal,
  type Portal,
  type PortalVisit,
} from './organizations/portal.ts';
export { buildDomainRecord, buildPortalUrl } from './organizations/portal-addresses.ts';
export {
  type CreatedPortalLink,
  createPortalLink,
  deletePortalLink,
  listPortalLinks,
  type PortalLinkInput,
  type PortalLinkRequest,
  setPortalLink,
} from './organizations/portal-links.ts';
export {
  getOrganization,
  listOrganizations,
  type OrganizationListRequest,
  type OrganizationPage,
} from './organizations/read-organizations.ts';
export { createProject, type NewProject } from './projects/create-project.ts';
export { recordChange } from './record-change.ts';
export type { TrustedIssuerDocument } from './trusted-issuers/trusted-issuer-document.ts';
export {
  deleteTrustedIssuer,
  getTrustedIssuer,
  listTrustedIssuers,
  type TrustedIssuerListRequest,
  type TrustedIssuerPage,
  type TrustedIssuerRequest,
  trustIssuer,
} from './trusted-issuers/trusted-issuers.ts';
export {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  rotateWebhookSecret,
  type WebhookInput,
  type WebhookRequest,
} from './webhooks/change-webhook.ts';
export { maskWebhookUrl } from './webhooks/mask-webhook-url.ts';
export {
  getWebhook,
  getWebhookDelivery,
  listWebhookDeliveries,
  listWebhooks,
} from './webhooks/read-webhooks.ts';
export { redeliverToWebhook, testWebhook } from './webhooks/send-to-webhook.ts';
