// From the authorization request of somebody who is signed in to the consent page as HTML: two answers, of the
// authorization endpoint and of the hosted page, which asks the project API for what it shows. What a browser
// does in between costs the servers nothing and is left out.

import type { LoadResult } from '../load/load-plan.ts';
import type { RoundLength } from '../measurement/subject.ts';
import { redirectUri, webScope } from '../product/measured-values.ts';
import type { SignedInBrowser } from './signed-in-browser.ts';

export interface ConsentJourney {
  readonly browser: SignedInBrowser;
  /** The project's URL as its issuer says it, where the project API answers too. */
  readonly projectUrl: string;
  readonly clientId: string;
  /** Origin at which the pages answer. */
  readonly pagesOrigin: string;
}

/** Goes that way over and over, one journey at a time, and once at least. @returns the time of whole journeys. */
export async function runConsentJourneys(
  journey: ConsentJourney,
  { warmUpMilliseconds, milliseconds }: RoundLength,
): Promise<LoadResult> {
  const micros: number[] = [];
  const begin = performance.now() + warmUpMilliseconds;
  let answered = 0;
  let now = performance.now();
  while (now < begin + milliseconds || micros.length === 0) {
    const started = now;
    await travel(journey);
    answered += 1;
    now = performance.now();
    if (started >= begin) micros.push((now - started) * 1000);
  }
  micros.sort((a, b) => a - b);
  const at = (share: number) =>
    micros[Math.min(micros.length - 1, Math.floor(micros.length * share))] ?? 0;
  return {
    answered,
    failures: 0,
    firstFailure: undefined,
    requests: micros.length,
    seconds: (now - begin) / 1000,
    p50Micros: at(0.5),
    p95Micros: at(0.95),
    p99Micros: at(0.99),
  };
}

async function travel({ browser, projectUrl, clientId, pagesOrigin }: ConsentJourney) {
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: webScope,
    state: crypto.randomUUID(),
  });
  const { status, location, text } = await browser.get(`${projectUrl}/oauth2/auth?${query}`);
  if (location === undefined || !location.startsWith(`${projectUrl}/consent?`)) {
    throw new Error(`No consent page: ${status} ${location ?? text}`);
  }
  const page = await browser.get(pagesOrigin + location.slice(new URL(location).origin.length));
  if (page.status !== 200 || !page.text.includes('consent_challenge')) {
    throw new Error(`The consent page answers ${page.status}: ${page.text.slice(0, 2_000)}`);
  }
}
