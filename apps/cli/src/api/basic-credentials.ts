// Client authentication by HTTP Basic (RFC 6749 section 2.3.1): id and secret are form-encoded first.

function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

/** @returns the value of the Authorization header. */
export function buildBasicCredentials(clientId: string, clientSecret: string): string {
  const pair = `${formEncode(clientId)}:${formEncode(clientSecret)}`;
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
}
