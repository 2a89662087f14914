// Posts to URLs that a customer chose. What a name leads to is looked up once and vetted, the connection goes
// to exactly that, and is vetted again when it stands; no redirect is followed, and nothing of the answer is
// kept but its status.

import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector, request } from 'undici';
import { createOutboundLookUp, type OutboundLookUp } from './outbound-names.ts';
import { explainForbiddenUrl, isAllowedAddress, type OutboundRules } from './outbound-rules.ts';

export interface OutboundPostOptions extends OutboundRules {
  /** For everything: looking the name up, connecting, sending and the answer. */
  readonly timeoutMilliseconds: number;
  /** Where a name leads to; by default as the name servers of this machine say. */
  readonly lookUp?: OutboundLookUp;
}

export type OutboundFault = 'forbidden_address' | 'timeout' | 'unreachable';

/** Nothing was answered. The message names no address and nothing that anybody sent. */
export class OutboundFailed extends Error {
  override readonly name = 'OutboundFailed';
  readonly fault: OutboundFault;

  constructor(fault: OutboundFault, options?: ErrorOptions) {
    super(`The request came to nothing: ${fault}.`, options);
    this.fault = fault;
  }
}

export interface OutboundPost {
  /** @returns the status of the answer, whatever it is. Throws OutboundFailed. */
  post(
    url: string,
    message: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  ): Promise<number>;
  /** Ends connections that are kept. */
  close(): Promise<void>;
}

const maxHeaderBytes = 16_384;
/** An answer that is longer costs its connection. */
const maxAnswerBytes = 16_384;
/** A receiver that wishes for longer does not get it: sockets are the product's. */
const longestIdleMilliseconds = 5_000;

export function createOutboundPost(options: OutboundPostOptions): OutboundPost {
  const { timeoutMilliseconds } = options;
  const agent = new Agent({
    connect: buildVettedConnector(options),
    headersTimeout: timeoutMilliseconds,
    bodyTimeout: timeoutMilliseconds,
    maxHeaderSize: maxHeaderBytes,
    connections: 8,
    keepAliveMaxTimeout: longestIdleMilliseconds,
    // Sessions of HTTP/2 end when the receiver wishes, however long they are idle.
    allowH2: false,
  });
  return {
    async post(url, { headers, body }) {
      if (explainForbiddenUrl(url, options) !== undefined) {
        throw new OutboundFailed('forbidden_address');
      }
      const signal = AbortSignal.timeout(timeoutMilliseconds);
      try {
        const answer = await request(url, {
          ...{ method: 'POST', headers, body, signal },
          dispatcher: agent,
        });
        // The status is all that counts: a body that hangs or breaks off takes nothing back.
        await answer.body.dump({ limit: maxAnswerBytes, signal }).catch(() => {});
        return answer.statusCode;
      } catch (error) {
        throw asFailure(error, signal);
      }
    },
    close: () => agent.destroy(),
  };
}

function asFailure(error: unknown, signal: AbortSignal): OutboundFailed {
  if (error instanceof OutboundFailed) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isLate = signal.aborted || /TIMEOUT|TIMEDOUT/.test(code);
  return new OutboundFailed(isLate ? 'timeout' : 'unreachable', { cause: error });
}

function buildVettedConnector(options: OutboundPostOptions): buildConnector.connector {
  const connect = buildConnector({
    timeout: options.timeoutMilliseconds,
    allowH2: false,
    lookup: buildVettedLookup(options),
  });
  return (target, callback) =>
    connect(target, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      if (isAllowedAddress(socket.remoteAddress ?? '', options)) return callback(null, socket);
      socket.destroy();
      callback(new OutboundFailed('forbidden_address'), null);
    });
}

/** A name that leads anywhere forbidden is refused whole: whoever made it so means no good. */
function buildVettedLookup(options: OutboundPostOptions): LookupFunction {
  const { lookUp = createOutboundLookUp(options) } = options;
  const isAllowed = ({ address }: LookupAddress) => isAllowedAddress(address, options);
  const find = (name: string) =>
    lookUp(name).then((addresses) => {
      if (!addresses.every(isAllowed)) throw new OutboundFailed('forbidden_address');
      return addresses;
    });
  return (name, { all }, callback) => {
    const refuse = (error: Error) => callback(error, []);
    find(name).then(([first, ...others]) => {
      if (first === undefined) refuse(new OutboundFailed('unreachable'));
      else if (all === true) callback(null, [first, ...others]);
      else callback(null, first.address, first.family);
    }, refuse);
  };
}
