// From which address a request comes: the connection's, or, where that is a proxy of the operator's own, the
// last one in X-Forwarded-For that is none. Nothing else of a forwarding header is ever believed: scheme and
// host stand in the configuration.

import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import type { RequestHead } from './plain-http/plain-request.ts';

/** Proxies in front of us, as networks. */
export interface TrustedProxies {
  includes(address: string): boolean;
}

export const noTrustedProxies: TrustedProxies = { includes: () => false };

/** GATEHOUSE_TRUSTED_PROXIES: addresses and networks in CIDR notation, separated by commas. */
export const trustedProxiesVariable = z.string().transform((value, context): TrustedProxies => {
  const list = new BlockList();
  const areRead = value.split(',').every((network) => addNetwork(list, network.trim()));
  if (!areRead) {
    context.addIssue('it must be a list of addresses and networks like 10.0.0.0/8,fd00::/8');
    return z.NEVER;
  }
  return { includes: (address) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4') };
});

/** @returns false for what is no network. One of length 0 is none either: it would let anybody say anything. */
function addNetwork(list: BlockList, text: string): boolean {
  const [address = '', length, more] = text.split('/');
  const family = isIP(address);
  const longest = family === 6 ? 128 : 32;
  const prefix = length === undefined ? longest : /^\d{1,3}$/.test(length) ? Number(length) : 0;
  if (family === 0 || more !== undefined || prefix < 1 || prefix > longest) return false;
  list.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
  return true;
}

/**
 * @param peer the other end of the connection. @param forwardedFor X-Forwarded-For, whose last member is what
 *   the last proxy wrote. Read from right to left as long as whoever wrote it is trusted.
 * @returns what stands before the first hop that cannot be trusted, or cannot be read.
 */
export function findClientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trusted: TrustedProxies,
): string | undefined {
  const hops = (forwardedFor ?? '').split(',');
  let address = peer && unmap(peer);
  while (address !== undefined && trusted.includes(address)) {
    const hop = parseHop(hops.pop() ?? '');
    if (hop === undefined) return address;
    address = hop;
  }
  return address;
}

/** Some proxies add the port; IPv6 stands in brackets then. */
function parseHop(text: string): string | undefined {
  const hop = text.trim();
  const [, bracketed, plain] = /^(?:\[([^\]]+)\](?::\d{1,5})?|([\d.]+):\d{1,5})$/.exec(hop) ?? [];
  const address = bracketed ?? plain ?? hop;
  return isIP(address) === 0 ? undefined : unmap(address);
}

/** IPv4 over an IPv6 socket (RFC 4291 section 2.5.5.2) is one address, not two. */
function unmap(address: string): string {
  if (!address.startsWith('::')) return address;
  return /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1] ?? address;
}

export interface ClientAddresses {
  /** Decided when it is first asked for a request: headers may be taken away after that. */
  of(request: RequestHead): string | undefined;
}

export function createClientAddresses(trusted: TrustedProxies): ClientAddresses {
  // Then no header counts, and there is nothing to remember.
  if (trusted === noTrustedProxies) return { of: ({ socket }) => readPeer(socket) };
  const known = new WeakMap<RequestHead, { readonly address: string | undefined }>();
  return {
    of(request) {
      const found = known.get(request) ?? { address: readAddress(request, trusted) };
      known.set(request, found);
      return found.address;
    },
  };
}

function readAddress({ socket, headers }: RequestHead, trusted: TrustedProxies) {
  const forwarded = headers['x-forwarded-for'];
  const joined = Array.isArray(forwarded) ? forwarded.join(',') : forwarded;
  return findClientAddress(socket.remoteAddress, joined, trusted);
}

function readPeer({ remoteAddress }: RequestHead['socket']): string | undefined {
  return remoteAddress && unmap(remoteAddress);
}
