import type { AdministrationDependencies, FindApiKey, LookUpTxt } from '@gatehouse/administration';
import type { AuthenticateMember } from '@gatehouse/project-runtime';
import type { Limits } from '@gatehouse/redis';
import type { EndpointName, ProjectRuntime, TokenEngine } from '@gatehouse/token-engine';
import type { ErrorForm } from '../http/error-answer.ts';
import type { HttpAnswer } from '../http/http-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import type { IdentityEdge } from '../self-service/identity-edge.ts';

export type RouteMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface RouteContext extends AdministrationDependencies {
  readonly limits: Limits;
  readonly engine: TokenEngine;
  readonly identity: IdentityEdge;
  readonly lookUpTxt: LookUpTxt;
  /** The look-up for a project's own API keys. */
  readonly projectKeys: (project: ProjectRuntime) => FindApiKey;
  readonly authenticateMember: AuthenticateMember;
}

/** One endpoint of a project. `serve` may throw a Refusal or an AdministrationError; engines answer theirs. */
export interface Route {
  readonly method: RouteMethod;
  /** Below the project's URL. */
  readonly path: string;
  readonly errors: ErrorForm;
  /** What its traces call it; undefined: it is no endpoint of the protocol and leaves none. */
  readonly endpoint?: EndpointName;
  /** Whose pages on other origins may read the answer; undefined: nobody's. */
  readonly crossOrigin?: 'anybody' | 'registered';
  /** It is done although its caller has hung up: not waiting for a revocation takes nothing back. */
  readonly outlivesCaller?: true;
  /** Asked for so often that it is served past the framework; its form or nothing is its body. */
  readonly isDirect?: true;
  readonly serve: (
    request: ProjectRequest,
    context: RouteContext,
  ) => Promise<HttpAnswer> | HttpAnswer;
}
