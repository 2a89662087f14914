// The key set of a project as one node serves it, and as a client keeps it.

import { request } from 'node:http';
import type { ProjectApi } from '@gatehouse/protocol-tests/drivers';
import { createLocalJWKSet, type JSONWebKeySet, type JWK, jwtVerify } from 'jose';
import type { Node } from '../installation/node.ts';

const path = '/.well-known/jwks.json';

/** @returns the ids of the keys that this very node serves. */
export function readKeyIds(node: Node, project: ProjectApi): Promise<readonly string[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>();
  const headers = { host: new URL(project.address.url).host };
  const sent = request({ port: node.port, host: '127.0.0.1', path, headers }, (answer) => {
    let text = '';
    answer.setEncoding('utf8');
    answer.on('data', (part: string) => {
      text += part;
    });
    answer.on('end', () => resolve(parseKeys(JSON.parse(text)).map(({ kid = '' }) => kid)));
  });
  sent.on('error', reject);
  sent.end();
  return promise;
}

/**
 * A relying party that keeps the key set for a time and asks for it no sooner, whatever it meets: the strictest
 * that there are.
 */
export class CachingVerifier {
  readonly #project: ProjectApi;
  readonly #keepMilliseconds: number;
  #kept: { readonly keys: Promise<JSONWebKeySet>; readonly until: number } | undefined;

  constructor(project: ProjectApi, keepMilliseconds: number) {
    this.#project = project;
    this.#keepMilliseconds = keepMilliseconds;
  }

  /** @throws where the signature, the issuer or the type is wrong, or the key unknown. @returns the key's id. */
  async verify(token: string): Promise<string> {
    const keys = await this.#keys();
    const issuer = this.#project.address.url;
    const { protectedHeader } = await jwtVerify(token, createLocalJWKSet(keys), {
      issuer,
      typ: 'at+jwt',
    });
    return protectedHeader.kid ?? '';
  }

  #keys(): Promise<JSONWebKeySet> {
    const now = performance.now();
    if (this.#kept === undefined || now > this.#kept.until) {
      const keys = this.#project.get(path).then((answer) => ({ keys: parseKeys(answer.json()) }));
      this.#kept = { keys, until: now + this.#keepMilliseconds };
    }
    return this.#kept.keys;
  }
}

function parseKeys(document: Readonly<Record<string, unknown>>): JWK[] {
  const { keys } = document;
  if (!Array.isArray(keys)) throw new Error('A key set has keys.');
  return keys;
}
