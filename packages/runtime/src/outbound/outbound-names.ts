// Where the names lead that a customer chose. They are asked for without getaddrinfo, whose few threads the
// whole process shares and nobody takes back: names whose servers never answer would hold up every other
// tenant's webhooks, the mail and the database.

import type { LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import type { OutboundRules } from './outbound-rules.ts';

export interface OutboundNameOptions extends OutboundRules {
  /** For both families together; what is not answered by then is taken back. */
  readonly timeoutMilliseconds: number;
  /** `address:port` of the name servers; by default those of this machine. */
  readonly nameServers?: readonly string[] | undefined;
}

/** @returns every address of the name, none of them vetted. Rejects where no name server knows one. */
export type OutboundLookUp = (name: string) => Promise<readonly LookupAddress[]>;

const patience = { timeout: 2_000, tries: 1 } as const;
const ownMachine: readonly LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

export function createOutboundLookUp(options: OutboundNameOptions): OutboundLookUp {
  const { allowsLoopback, timeoutMilliseconds, nameServers } = options;
  return async (name) => {
    // No name server knows these (RFC 6761, section 6.3), and /etc/hosts is not asked.
    if (allowsLoopback && /^(?:.+\.)?localhost$/.test(name)) return ownMachine;
    const resolver = new Resolver(patience);
    if (nameServers !== undefined) resolver.setServers(nameServers);
    const timer = setTimeout(() => resolver.cancel(), timeoutMilliseconds);
    try {
      return await askForBoth(resolver, name);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Most names have addresses of one family only. */
async function askForBoth(resolver: Resolver, name: string): Promise<readonly LookupAddress[]> {
  const [a, aaaa] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  if (a.status === 'rejected' && aaaa.status === 'rejected') throw a.reason;
  return [
    ...(a.status === 'fulfilled' ? a.value : []).map((address) => ({ address, family: 4 })),
    ...(aaaa.status === 'fulfilled' ? aaaa.value : []).map((address) => ({ address, family: 6 })),
  ];
}
