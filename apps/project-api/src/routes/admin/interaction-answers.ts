// What pages of the project's own answer, in Ory's JSON: AcceptOAuth2LoginRequest,
// AcceptOAuth2ConsentRequest, RejectOAuth2Request.

import type { AcceptedConsent } from '@gatehouse/token-engine/ports';
import { malformedRequest } from '../../http/refusal.ts';

type Members = Readonly<Record<string, unknown>>;

const maxSubjectLength = 255;
const maxWords = 100;
const maxWordLength = 255;
/** They travel in every ID token. */
const maxClaimsLength = 4096;
const maxRememberSeconds = 10 * 365 * 86_400;
// RFC 6749 section 4.1.2.1.
const errorPattern = /^[\x20\x21\x23-\x5b\x5d-\x7e]{1,64}$/;

export interface LoginAnswer {
  readonly subject: string;
  readonly acr: string;
  readonly amr: readonly string[];
  readonly context: Members;
  readonly rememberForSeconds: number | undefined;
}

/** Throws 400. A browser that is known already stays known as long as it was to be. */
export function parseLoginAnswer(body: unknown): LoginAnswer {
  const answer = readMembers(body, 'The body');
  const { subject } = answer;
  if (typeof subject !== 'string' || subject === '' || subject.length > maxSubjectLength) {
    throw malformedRequest(
      `subject is required: a text of at most ${maxSubjectLength} characters.`,
    );
  }
  if (!subject.isWellFormed() || subject.includes('\0'))
    throw malformedRequest('subject is malformed.');
  if ((answer['force_subject_identifier'] ?? '') !== '') {
    throw malformedRequest('force_subject_identifier is not supported: subjects are public.');
  }
  return {
    subject,
    // OpenID Connect Core section 2: "0" claims no level of assurance.
    acr: readWord(answer, 'acr') || '0',
    amr: readWords(answer, 'amr'),
    context: readOptionalMembers(answer, 'context'),
    rememberForSeconds: readRemember(answer),
  };
}

/** Throws 400. What was not asked for is refused by the engine. */
export function parseConsentAnswer(body: unknown): AcceptedConsent {
  const answer = readMembers(body, 'The body');
  const session = readOptionalMembers(answer, 'session');
  return {
    scope: readWords(answer, 'grant_scope'),
    audience: readWords(answer, 'grant_access_token_audience'),
    rememberForSeconds: readRemember(answer),
    idTokenClaims: readClaims(session, 'id_token'),
    accessTokenClaims: readClaims(session, 'access_token'),
  };
}

/** Throws 400. */
export function parseRejection(body: unknown): { error: string; description: string } {
  const answer = readMembers(body, 'The body');
  const error = readWord(answer, 'error') || 'access_denied';
  const description =
    [readWord(answer, 'error_description'), readWord(answer, 'error_hint')]
      .filter((part) => part !== '')
      .join(' ') || 'The request was rejected.';
  if (!errorPattern.test(error)) throw malformedRequest('error is malformed.');
  // The same characters, of which a sentence in another language has more.
  return { error, description: description.replaceAll(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, '?') };
}

function readMembers(value: unknown, name: string): Members {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Members;
  }
  throw malformedRequest(`${name} has to be a JSON object.`);
}

function readOptionalMembers(answer: Members, name: string): Members {
  const value = answer[name];
  return value === undefined || value === null ? {} : readMembers(value, name);
}

function readWord(answer: Members, name: string): string {
  const value = answer[name] ?? '';
  if (typeof value === 'string' && value.length <= maxWordLength) return value;
  throw malformedRequest(`${name} has to be a text of at most ${maxWordLength} characters.`);
}

function readWords(answer: Members, name: string): readonly string[] {
  const value: unknown = answer[name] ?? [];
  const isList = Array.isArray(value) && value.length <= maxWords;
  if (isList && value.every((word) => typeof word === 'string' && word.length <= maxWordLength)) {
    return value;
  }
  throw malformedRequest(`${name} has to be a list of at most ${maxWords} texts.`);
}

function readRemember(answer: Members): number | undefined {
  if (answer['remember'] !== true) return undefined;
  const value = answer['remember_for'] ?? 0;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) {
    return Math.min(value, maxRememberSeconds);
  }
  throw malformedRequest('remember_for has to be seconds, 0 without an end.');
}

function readClaims(session: Members, name: string): Members {
  const claims = readOptionalMembers(session, name);
  if (JSON.stringify(claims).length <= maxClaimsLength) return claims;
  throw malformedRequest(`session.${name} has more than ${maxClaimsLength} characters.`);
}
