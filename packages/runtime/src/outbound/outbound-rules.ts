// Where the product may be sent by somebody's word: to public addresses only, so that no URL of a customer
// reaches what stands beside the product (RFC 6890 and its like). One list for what is written and for what
// is connected to, because a name may lead elsewhere by then.

import ipaddr from 'ipaddr.js';

export interface OutboundRules {
  /** An installation on this machine itself: its developers' servers stand there too, and have no certificate. */
  readonly allowsLoopback: boolean;
}

const maxUrlLength = 2048;

/** @returns whether a connection to the IP address is allowed; anything that is none is not. */
export function isAllowedAddress(address: string, { allowsLoopback }: OutboundRules): boolean {
  if (!ipaddr.isValid(address)) return false;
  // What IPv6 says of an IPv4 address is judged as that address.
  const range = ipaddr.process(address).range();
  return range === 'unicast' || (allowsLoopback && range === 'loopback');
}

/** @returns why the product never sends anything there, in a sentence; undefined where it may. */
export function explainForbiddenUrl(text: string, rules: OutboundRules): string | undefined {
  const url = text.length <= maxUrlLength ? URL.parse(text) : null;
  if (url === null) return `It is no absolute URL of at most ${maxUrlLength} characters.`;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isOwnMachine = /^(?:[a-z0-9.-]+\.)?localhost$/.test(host) || isLoopback(host);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isOwnMachine)) {
    return 'It begins with https://.';
  }
  if (isOwnMachine && !rules.allowsLoopback)
    return 'It leads to the machine that Gatehouse runs on.';
  if (url.username !== '' || url.password !== '') return 'It holds no user name or password.';
  if (text.includes('#')) return 'It has no fragment.';
  if (ipaddr.isValid(host) && !isAllowedAddress(host, rules)) {
    return 'Its address is not a public one.';
  }
  return undefined;
}

function isLoopback(host: string): boolean {
  return ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback';
}
