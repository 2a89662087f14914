// The onboarding portal: the organization behind the link, and what became of the last check.

import { loadPortal, type Portal, type PortalDomain } from '../project-api/onboarding.ts';
import type { PageOutcome } from './serve-page.ts';
import type { Visit } from './visit.ts';

const checkOutcomes = ['verified', 'missing', 'unreachable', 'recent'] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

export interface OnboardingView {
  readonly portal: Portal;
  readonly link: string;
  /** The check that led back here; null: none did. */
  readonly check: { readonly domain: string; readonly outcome: CheckOutcome } | null;
}

export async function loadOnboardingPage(visit: Visit): Promise<PageOutcome<OnboardingView>> {
  const link = visit.query('link');
  if (link === undefined) return { kind: 'failure', failure: 'portalGone', status: 404 };
  const answer = await loadPortal(visit.api, link);
  if (answer.kind === 'refused') {
    return { kind: 'failure', failure: 'portalGone', status: answer.status };
  }
  const portal = answer.value;
  return {
    kind: 'view',
    view: { portal, link, check: readCheck(visit, portal.domains) },
    cookies: answer.cookies,
  };
}

/** Only what agrees with what is stored: the address says what it likes. */
function readCheck(
  visit: Visit,
  domains: readonly PortalDomain[],
): NonNullable<OnboardingView['check']> | null {
  const found = domains.find(({ domain }) => domain === visit.query('checked'));
  const outcome = checkOutcomes.find((known) => known === visit.query('outcome'));
  if (found === undefined || outcome === undefined) return null;
  const isFalse =
    (outcome === 'verified' && found.state !== 'verified') ||
    (outcome === 'missing' && found.state !== 'unverified');
  return isFalse ? null : { domain: found.domain, outcome };
}
