// The sample application: shows where it goes, takes the answer, and shows what came of it, in the browser
// and in the terminal.

import type { Session } from '../api/session.ts';
import { LastAnswer } from '../loopback/last-answer.ts';
import type { LoopbackAnswer, LoopbackRequest } from '../loopback/loopback-server.ts';
import { printRow } from '../output/print.ts';
import { CommandError } from '../terminal/command-error.ts';
import type { ClientCredentials } from '../token/client-credentials.ts';
import { buildTokenRow } from '../token/token-row.ts';
import type { AuthorizationFlows, PendingAuthorization } from './authorization-flows.ts';
import { AuthorizationRefusal, parseAuthorizationResponse } from './authorization-response.ts';
import type { Provider } from './provider.ts';
import { redeemCode } from './redeem-code.ts';
import { type ListenerPages, serveRedirects } from './redirect-listener.ts';
import type { RedirectTarget } from './redirect-uri.ts';
import {
  buildFailurePage,
  buildForeignAnswerPage,
  buildNotFoundPage,
  buildStartPage,
  buildTokensPage,
  type SampleFacts,
} from './sample-pages.ts';

export interface SampleOptions {
  readonly session: Session;
  readonly credentials: ClientCredentials;
  readonly provider: Provider;
  readonly target: RedirectTarget;
  readonly facts: SampleFacts;
  readonly flows: AuthorizationFlows;
}

const foreignMessage =
  'This browser began no login here with the state that the answer carries, or it has been answered already.';

export class SampleApplication {
  readonly #options: SampleOptions;
  readonly #pages: ListenerPages;
  readonly #last = new LastAnswer();

  constructor(options: SampleOptions) {
    this.#options = options;
    const { facts } = options;
    this.#pages = {
      startPath: '/perform-flow',
      callbackPath: options.target.callbackPath,
      page: (path) => (path === '/' ? buildStartPage(facts) : buildNotFoundPage()),
      answer: (query, pending) => this.#answer(query, pending),
      foreign: () => this.#refuseForeign(),
    };
  }

  /** Ends a moment after the first answer; rejects with a CommandError where that brought no tokens. */
  get finished(): Promise<void> {
    return this.#last.given;
  }

  serve(request: LoopbackRequest): Promise<LoopbackAnswer> {
    return serveRedirects(request, this.#options.flows, this.#pages);
  }

  async #answer(query: URLSearchParams, pending: PendingAuthorization): Promise<LoopbackAnswer> {
    const { session, facts } = this.#options;
    try {
      const code = this.#readCode(query);
      const body = await redeemCode({ ...this.#options, ...facts }, { code, pending });
      await printRow(session.output, buildTokenRow(body, session.terminal.now()));
      this.#endSoon(undefined);
      return buildTokensPage(body, facts);
    } catch (error) {
      this.#endSoon(error);
      const isExplained = error instanceof CommandError;
      return buildFailurePage(isExplained ? error.message : 'The command failed.', facts);
    }
  }

  #readCode(query: URLSearchParams): string {
    const { provider, facts } = this.#options;
    try {
      return parseAuthorizationResponse(query, provider.issuer);
    } catch (error) {
      if (!(error instanceof AuthorizationRefusal)) throw error;
      throw new CommandError(
        `${error.message}\nSee what was checked: npx gatehouse list traces --client-id ${facts.clientId} --project ${facts.project.slug}`,
      );
    }
  }

  #refuseForeign(): LoopbackAnswer {
    this.#options.session.terminal.report(`${foreignMessage}\n`);
    return buildForeignAnswerPage(foreignMessage);
  }

  /** With `--no-shutdown` a failure is reported, and the next login may do better. */
  #endSoon(failure: unknown): void {
    const { session, facts } = this.#options;
    const isBearable = failure === undefined || failure instanceof CommandError;
    if (!facts.staysOpen || !isBearable) this.#last.give(failure);
    else if (failure !== undefined) session.terminal.report(`${failure.message}\n`);
  }
}
