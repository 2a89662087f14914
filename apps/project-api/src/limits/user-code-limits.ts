// Limits on guessing user codes (RFC 8628 section 5.1): five wrong ones of a browser, and so many from one
// address as it may try passwords.

import { buildLimitHeaders, type Limit, type LimitSubject, type Limits } from '@gatehouse/redis';
import type { ProjectRequest } from '../http/project-request.ts';

/** Of one browser, within the life of a code. */
const wrongCodes: Limit = { name: 'user_code', count: 5, windowSeconds: 600 };

export interface UserCodeTry {
  /** Of the browser that was sent to enter a code. */
  readonly browserHash: string;
  /** Where that browser is, as `buildAddressSubject` says; undefined where it is not counted. */
  readonly address: readonly string[] | undefined;
}

export type UserCodeLimits =
  | { readonly isExceeded: true; readonly headers: Readonly<Record<string, string>> }
  | { readonly isExceeded: false; countWrong(): void };

export function checkUserCodeLimits(
  { browserHash, address }: UserCodeTry,
  { project }: Pick<ProjectRequest, 'project'>,
  limits: Limits,
): UserCodeLimits {
  const { projectId } = project.project;
  const browser: LimitSubject = ['browser', projectId, browserHash];
  const ofBrowser = limits.check(wrongCodes, browser);
  if (ofBrowser.isExceeded) return { isExceeded: true, headers: buildLimitHeaders(ofBrowser) };
  if (address !== undefined) {
    const { loginPerAddress } = project.settings.limits;
    const tries: Limit = { name: 'user_code_tries', count: loginPerAddress, windowSeconds: 60 };
    const ofAddress = limits.check(tries, address);
    if (ofAddress.isExceeded) return { isExceeded: true, headers: buildLimitHeaders(ofAddress) };
    limits.count(tries, address);
  }
  return { isExceeded: false, countWrong: () => limits.count(wrongCodes, browser) };
}
