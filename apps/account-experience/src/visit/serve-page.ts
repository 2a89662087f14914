// How every page is answered: read what it shows, decide status, language and headers, hand it to React.

import type { GetServerSideProps, GetServerSidePropsContext } from 'next';
import { buildContentSecurityPolicy } from '../http/content-security-policy.ts';
import { findLocale } from '../locale/choose-locale.ts';
import { loadBranding } from '../project-api/branding.ts';
import { ProjectApiUnreachable } from '../project-api/project-api.ts';
import { buildFrame, buildLocaleCookie, type Frame } from './frame.ts';
import { openVisit, type Visit } from './visit.ts';

/** What a page shows instead of itself. */
export type FailureName =
  | 'unreachable'
  | 'expired'
  | 'otherBrowser'
  | 'notFound'
  | 'requestGone'
  | 'portalGone'
  | 'deviceGone';

export type PageOutcome<View> =
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'failure'; readonly failure: FailureName; readonly status: number }
  | {
      readonly kind: 'view';
      readonly view: View;
      /** 200 unless it says otherwise. */
      readonly status?: number;
      readonly uiLocales?: string | undefined;
      /** Where the page's form may lead (`form-action`). */
      readonly formTargets?: readonly string[];
      /** Set-Cookie values that came with what the page shows. */
      readonly cookies?: readonly string[];
    };

export interface PageProps<View> {
  readonly frame: Frame;
  readonly content:
    | { readonly kind: 'view'; readonly view: View }
    | { readonly kind: 'failure'; readonly failure: FailureName };
}

export function servePage<View>(
  load: (visit: Visit) => Promise<PageOutcome<View>>,
): GetServerSideProps<PageProps<View>> {
  return async (context) => {
    const visit = openVisit(context);
    const [outcome, branding] = await Promise.all([
      load(visit).catch(describeFault),
      loadBranding(visit.api, visit.page.slug),
    ]);
    if (outcome.kind === 'redirect') {
      return { redirect: { destination: outcome.to, statusCode: 303 } };
    }
    const nowSeconds = Math.floor(Date.now() / 1000);
    const uiLocales = outcome.kind === 'view' ? outcome.uiLocales : undefined;
    const frame = buildFrame({ visit, branding, uiLocales, nowSeconds });
    const chosen = findLocale(visit.query('locale'));
    const cookies = [
      ...(outcome.kind === 'view' ? (outcome.cookies ?? []) : []),
      ...(chosen === undefined ? [] : [buildLocaleCookie(visit, { locale: chosen, nowSeconds })]),
    ];
    setHeaders(context, { outcome, frame, cookies });
    const content =
      outcome.kind === 'view'
        ? { kind: outcome.kind, view: outcome.view }
        : { kind: outcome.kind, failure: outcome.failure };
    return { props: { frame, content } };
  };
}

function describeFault(error: unknown): PageOutcome<never> {
  if (error instanceof ProjectApiUnreachable) {
    return { kind: 'failure', failure: 'unreachable', status: 503 };
  }
  throw error;
}

interface HeaderFacts<View> {
  readonly outcome: Exclude<PageOutcome<View>, { kind: 'redirect' }>;
  readonly frame: Frame;
  readonly cookies: readonly string[];
}

function setHeaders<View>({ res }: GetServerSidePropsContext, facts: HeaderFacts<View>): void {
  const { outcome, frame, cookies } = facts;
  res.statusCode = outcome.status ?? 200;
  if (outcome.status === 503) res.setHeader('retry-after', '5');
  if (cookies.length > 0) res.setHeader('set-cookie', [...cookies]);
  const formTargets = outcome.kind === 'view' ? (outcome.formTargets ?? []) : [];
  const images = frame.logo === undefined ? [] : [frame.logo.light, frame.logo.dark];
  const origins = images.map((image) => new URL(image).origin);
  const policy = buildContentSecurityPolicy({ nonce: frame.nonce, formTargets, images: origins });
  res.setHeader('content-security-policy', policy);
}
