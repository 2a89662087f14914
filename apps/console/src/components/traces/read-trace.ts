// A trace's document, as the timeline shows it.

import type { Trace } from '@gatehouse/contracts';
import * as z from 'zod';

const check = z.object({
  check: z.string(),
  passed: z.boolean(),
  expected: z.string().optional(),
  received: z.string().optional(),
});
export type TraceCheck = z.output<typeof check>;

const document = z.object({
  checks: z.array(check).catch([]),
  grantType: z.string().optional().catch(undefined),
  reference: z.string().optional().catch(undefined),
  hint: z.string().optional().catch(undefined),
});
export type TraceDocument = z.output<typeof document>;

export function readTrace({ trace }: Trace): TraceDocument {
  return document.parse(trace);
}

const properNames: Readonly<Record<string, string>> = {
  uri: 'URI',
  pkce: 'PKCE',
  jwt: 'JWT',
  jwks: 'JWKS',
  dpop: 'DPoP',
  id: 'ID',
};

/** @returns `client_authentication` as "Client authentication". */
export function spellOut(name: string): string {
  const words = name.split('_').map((word) => properNames[word] ?? word);
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export type OutcomeTone = 'success' | 'danger' | 'neutral';

/** An inactive token is an answer, not a refusal. */
export function toneOf(outcome: string): OutcomeTone {
  if (outcome === 'succeeded') return 'success';
  return outcome === 'inactive' ? 'neutral' : 'danger';
}

const openIdDocuments: Readonly<Record<string, string>> = {
  'OpenID Connect Core': 'https://openid.net/specs/openid-connect-core-1_0.html',
  'OpenID Connect RP-Initiated Logout':
    'https://openid.net/specs/openid-connect-rpinitiated-1_0.html',
};

/** @returns where a reference such as "RFC 6749 section 5.2" can be read. */
export function linkReference(reference: string): string | undefined {
  const rfc = /^RFC (\d+)(?: section ([\d.]+))?/.exec(reference);
  if (rfc !== null) {
    const [, number, section] = rfc;
    const fragment = section === undefined ? '' : `#section-${section}`;
    return `https://www.rfc-editor.org/rfc/rfc${number}${fragment}`;
  }
  return Object.entries(openIdDocuments).find(([name]) => reference.startsWith(name))?.[1];
}
