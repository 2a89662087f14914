// What the onboarding portal shows and posts. The page is a client like any other: it holds no right but the
// link that its visitor came with.

import {
  buildDomainRecord,
  checkPortalDomain,
  openPortal,
  type PortalVisit,
} from '@gatehouse/administration';
import { buildFormToken, openBrowser } from '../authorization/browser.ts';
import { checkFormPost } from '../authorization/check-form-post.ts';
import { buildJsonAnswer, buildRedirect, type HttpAnswer } from '../http/http-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import type { Route, RouteContext } from '../routes/route.ts';

const path = '/self-service/onboarding';
const purpose = 'onboarding';

function visitOf({ project: { project } }: ProjectRequest, value: string): PortalVisit {
  const { projectId, workspaceId } = project;
  return { scope: { projectId, workspaceId }, value };
}

async function showPortal(request: ProjectRequest, context: RouteContext): Promise<HttpAnswer> {
  const value = request.readQuery().get('link') ?? '';
  const { organization, expiresAt } = await openPortal(context, visitOf(request, value));
  const browser = openBrowser(request, context);
  const answer = buildJsonAnswer({
    csrf_token: buildFormToken(purpose, value, browser),
    expires_at: expiresAt.toISOString(),
    organization: { label: organization.label },
    domains: organization.domains.map((row) => {
      const record = buildDomainRecord(row);
      return {
        domain: row.domain,
        state: row.verifiedAt === undefined ? 'unverified' : 'verified',
        checked_at: row.checkedAt?.toISOString() ?? null,
        verified_at: row.verifiedAt?.toISOString() ?? null,
        record_name: record.name,
        record_value: record.value,
      };
    }),
  });
  return { ...answer, cookies: browser.cookies };
}

async function checkDomain(request: ProjectRequest, context: RouteContext): Promise<HttpAnswer> {
  const { values } = request.readForm();
  const value = values.get('link') ?? '';
  const domain = values.get('domain') ?? '';
  const browser = openBrowser(request, context);
  const expected = buildFormToken(purpose, value, browser);
  checkFormPost(request, values.get('csrf_token') ?? null, expected);
  const { requestId } = request;
  const visit = { ...visitOf(request, value), domain, requestId };
  const outcome = await checkPortalDomain(context, visit);
  const page = new URL(`${request.project.project.issuer}/onboarding`);
  page.searchParams.set('link', value);
  page.searchParams.set('checked', domain);
  page.searchParams.set('outcome', outcome);
  return buildRedirect(page.href);
}

export const onboardingRoutes: readonly Route[] = [
  { method: 'GET', path, errors: 'herodot', serve: showPortal },
  { method: 'POST', path, errors: 'herodot', serve: checkDomain },
];
