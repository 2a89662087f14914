// A client that writes down whatever was acknowledged to it before it goes on.

import {
  Browser,
  type ClientCredentials,
  createPerson,
  type HttpAnswer,
  type ProjectApi,
  WebClient,
} from '@gatehouse/protocol-tests/drivers';
import { passSeconds } from '../eventually.ts';
import type { Entry } from '../journal/entry.ts';
import { hashOf, type Journal } from '../journal/journal.ts';
import {
  Disturbed,
  disturbanceOf,
  expectStatus,
  isInvalidGrant,
  served,
  settle,
} from './outcome.ts';

export interface Family {
  /** The request that began it. */
  readonly id: string;
  refreshToken: string;
}

/** Below the product's grace of 10 s, within which the same refresh token may come again. */
const repeatWithinMilliseconds = 8_000;
const mostRepetitions = 3;
const pauseSeconds = 0.15;

export class RecordingClient {
  readonly name: string;
  readonly web: WebClient;
  readonly machine: ClientCredentials;
  /** How long requests at the token endpoint took that were answered at the first try. */
  readonly tookMilliseconds: number[] = [];
  /** Codes whose redemption was carried out without its answer. */
  burnedCodes = 0;
  readonly #project: ProjectApi;
  readonly #journal: Journal;
  #requests = 0;

  private constructor(parts: {
    name: string;
    project: ProjectApi;
    journal: Journal;
    web: WebClient;
    machine: ClientCredentials;
  }) {
    this.name = parts.name;
    this.web = parts.web;
    this.machine = parts.machine;
    this.#project = parts.project;
    this.#journal = parts.journal;
  }

  /** Registers its clients and its person. @param name unique in the journal. */
  static async create(
    project: ProjectApi,
    journal: Journal,
    name: string,
  ): Promise<RecordingClient> {
    const [web, machine] = await Promise.all([WebClient.create(project), project.createClient()]);
    return new RecordingClient({ name, project, journal, web, machine });
  }

  nextRequest(): string {
    this.#requests += 1;
    return `${this.name}-${String(this.#requests).padStart(6, '0')}`;
  }

  record(entry: Entry): Promise<void> {
    return this.#journal.append(entry);
  }

  async issue(): Promise<Entry> {
    const request = this.nextRequest();
    const form = { grant_type: 'client_credentials' };
    const answer = await this.#timed(served(this.#project.token({ as: this.machine, form })));
    expectStatus(answer, 200, request);
    const tokens = [this.#journal.seal('access', answer.stringAt('access_token'))];
    const entry = { request, kind: 'issued', subject: request, tokens } as const;
    await this.record(entry);
    return entry;
  }

  /** Signs in and redeems; asks once more where no answer came. @returns undefined where the code was burned. */
  async openFamily(): Promise<Family | undefined> {
    const request = this.nextRequest();
    // The nonce stands in the code's row: rows lead back to requests.
    const code = await this.#walk(() => this.web.obtainCode({ nonce: request }));
    let result = await settle(this.web.redeem(code));
    const disturbance = disturbanceOf(result);
    if (disturbance !== undefined) result = await settle(this.web.redeem(code));
    const again = disturbanceOf(result);
    if (result instanceof Error || again !== undefined) throw new Disturbed(again ?? 'cut');
    if (disturbance !== undefined && isInvalidGrant(result)) {
      this.burnedCodes += 1;
      return undefined;
    }
    expectStatus(result, 200, request);
    return this.adopt(request, { code: code.code, answer: result });
  }

  /** Writes down a family that a code was redeemed for, under the request that asked for the code. */
  async adopt(request: string, { code, answer }: { code: string; answer: HttpAnswer }) {
    const family: Family = { id: request, refreshToken: answer.stringAt('refresh_token') };
    await this.#recordTokens({ request, kind: 'redeemed', family, answer }, code);
    return family;
  }

  /** Refreshes, and asks again with the same token while it may. @throws Disturbed where it may no longer. */
  async refresh(family: Family): Promise<void> {
    const request = this.nextRequest();
    const began = performance.now();
    let repetition = 0;
    let result = await settle(this.#timed(this.web.refresh(family.refreshToken)));
    for (;;) {
      const disturbance = disturbanceOf(result);
      if (disturbance === undefined && !(result instanceof Error)) break;
      await passSeconds(pauseSeconds * 2 ** repetition);
      repetition += 1;
      const isLate = performance.now() - began > repeatWithinMilliseconds;
      if (isLate || repetition > mostRepetitions) throw new Disturbed(disturbance ?? 'cut');
      result = await settle(this.web.refresh(family.refreshToken));
    }
    expectStatus(result, 200, request);
    await this.recordRefresh(family, result, request);
  }

  /** Writes down a refresh that was answered. */
  async recordRefresh(family: Family, answer: HttpAnswer, request = this.nextRequest()) {
    await this.#recordTokens({ request, kind: 'refreshed', family, answer });
    family.refreshToken = answer.stringAt('refresh_token');
  }

  /** Nobody knows whether the family's token was used: it is not presented again. */
  abandon({ id }: Family): Promise<void> {
    return this.record({ request: this.nextRequest(), kind: 'abandoned', subject: id });
  }

  /** Revokes what `subject` names: a family, or the token of a request. */
  async revoke(subject: string, { token, as }: { token: string; as: ClientCredentials }) {
    const request = this.nextRequest();
    await this.record({ request, kind: 'revoking', subject });
    const answer = await served(this.#project.revoke({ as, form: { token } }));
    expectStatus(answer, 200, request);
    await this.record({ request, kind: 'revoked', subject });
  }

  revokeFamily(family: Family): Promise<void> {
    return this.revoke(family.id, { token: family.refreshToken, as: this.web.credentials });
  }

  /** Issues a token and revokes it at once. */
  async issueAndRevoke(): Promise<void> {
    const { subject, tokens } = await this.issue();
    const [issued] = tokens ?? [];
    if (issued === undefined) throw new Error('A token was issued.');
    await this.revoke(subject, { token: this.#journal.unseal(issued), as: this.machine });
  }

  async createClient(): Promise<void> {
    const request = this.nextRequest();
    const subject = await this.#createClient(request);
    await this.record({ request, kind: 'client_created', subject });
  }

  async createAndDeleteClient(): Promise<void> {
    const request = this.nextRequest();
    const subject = await this.#createClient(request);
    const answer = await served(this.#project.admin(`/clients/${subject}`, { method: 'DELETE' }));
    expectStatus(answer, 204, request);
    await this.record({ request, kind: 'client_deleted', subject });
  }

  async #createClient(request: string): Promise<string> {
    const json = { client_name: request, grant_types: ['client_credentials'] };
    const answer = await served(this.#project.admin('/clients', { method: 'POST', json }));
    expectStatus(answer, 201, request);
    return answer.stringAt('client_id');
  }

  async register(): Promise<void> {
    const request = this.nextRequest();
    const person = createPerson(request);
    await this.#walk(() => new Browser(this.#project).register(person));
    await this.record({ request, kind: 'registered', subject: person.email });
  }

  #recordTokens(
    parts: { request: string; kind: 'redeemed' | 'refreshed'; family: Family; answer: HttpAnswer },
    code?: string,
  ): Promise<void> {
    const { request, kind, family, answer } = parts;
    const tokens = (['access', 'refresh'] as const).map((use) =>
      this.#journal.seal(use, answer.stringAt(`${use}_token`)),
    );
    const codeHash = code === undefined ? {} : { codeHash: hashOf(code) };
    return this.record({ request, kind, subject: family.id, tokens, ...codeHash });
  }

  /** Several requests of a browser; the driver throws where one is not answered as it should be. */
  async #walk<T>(steps: () => Promise<T>): Promise<T> {
    try {
      return await steps();
    } catch (error) {
      const disturbance = disturbanceOf(error instanceof Error ? error : new Error(String(error)));
      throw new Disturbed(disturbance ?? 'cut');
    }
  }

  async #timed(request: Promise<HttpAnswer>): Promise<HttpAnswer> {
    const began = performance.now();
    const answer = await request;
    this.tookMilliseconds.push(performance.now() - began);
    return answer;
  }
}
