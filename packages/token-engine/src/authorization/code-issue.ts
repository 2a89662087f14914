import type {
  AcceptedConsent,
  AcceptedLogin,
  RememberedConsent,
  StageKey,
} from '../ports/authorization-requests.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { LoginSessionStart } from './start-login-session.ts';

/** What a code is issued for: a request, who logged in, and what was allowed. */
export interface CodeIssue {
  readonly request: AuthorizationRequest;
  readonly login: AcceptedLogin;
  /** undefined: remembered or skipped; all that was asked is granted. */
  readonly consent: AcceptedConsent | undefined;
  /** The earlier approval that stands in its place; undefined also where the client skips consent. */
  readonly remembered: RememberedConsent | undefined;
  readonly from: StageKey | undefined;
  /** The login is to be remembered from now on. */
  readonly start?: LoginSessionStart | undefined;
}
