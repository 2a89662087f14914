// Everything that a project serves. What stands below /admin is behind its guard.

import { authorizationRoutes } from '../authorization/authorization.ts';
import { consentRoutes } from '../authorization/consent-page.ts';
import { continueAuthorization } from '../authorization/continue-authorization.ts';
import { logoutRoutes } from '../authorization/logout.ts';
import { userinfoRoutes } from '../authorization/userinfo.ts';
import { devicePageRoutes } from '../device/device-page.ts';
import { deviceVerificationRoute } from '../device/device-verification.ts';
import { onboardingRoutes } from '../onboarding/onboarding-routes.ts';
import { buildSelfServiceRoutes } from '../self-service/route-table.ts';
import { guard } from './admin/admin-route.ts';
import { clientSecretRoutes } from './admin/client-secrets.ts';
import { clientRoutes } from './admin/clients.ts';
import { consentSessionRoutes } from './admin/consent-sessions.ts';
import { courierRoutes } from './admin/courier-messages.ts';
import { deviceRequestRoutes } from './admin/device-requests.ts';
import { identityRoutes } from './admin/identities.ts';
import { interactionRoutes } from './admin/interactions.ts';
import { keyRoutes } from './admin/keys.ts';
import { logoutRequestRoutes } from './admin/logout-requests.ts';
import { adminSessionRoutes } from './admin/sessions.ts';
import { tokenRoutes } from './admin/tokens.ts';
import { trustedIssuerRoutes } from './admin/trusted-issuers.ts';
import { brandingRoute } from './branding.ts';
import { credentialRoute } from './credential.ts';
import { deviceAuthorizationRoute } from './device-authorization.ts';
import { introspectionRoute } from './introspection.ts';
import { pageRedirectRoutes } from './page-redirects.ts';
import { publicDocumentRoutes } from './public-documents.ts';
import { registrationRoutes } from './registration.ts';
import { revocationRoute } from './revocation.ts';
import type { Route } from './route.ts';
import { tokenRoute } from './token.ts';

export const routeTable: readonly Route[] = [
  tokenRoute,
  deviceAuthorizationRoute,
  introspectionRoute,
  revocationRoute,
  brandingRoute,
  ...registrationRoutes,
  credentialRoute,
  ...publicDocumentRoutes,
  ...pageRedirectRoutes,
  ...authorizationRoutes,
  ...userinfoRoutes,
  ...consentRoutes,
  deviceVerificationRoute,
  ...devicePageRoutes,
  ...logoutRoutes,
  ...onboardingRoutes,
  ...buildSelfServiceRoutes({ continueAuthorization }),
  ...[
    clientRoutes,
    clientSecretRoutes,
    identityRoutes,
    adminSessionRoutes,
    keyRoutes,
    tokenRoutes,
    interactionRoutes,
    logoutRequestRoutes,
    deviceRequestRoutes,
    consentSessionRoutes,
    courierRoutes,
    trustedIssuerRoutes,
  ]
    .flat()
    .map(guard),
];
