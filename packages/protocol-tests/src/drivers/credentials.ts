// How credentials are written into a request.

/** `application/x-www-form-urlencoded`, as RFC 6749 appendix B encodes a value. */
export function formEncode(value: string): string {
  return new URLSearchParams({ v: value }).toString().slice(2);
}

/** HTTP Basic as RFC 6749 section 2.3.1 wants it: both parts form-encoded first. */
export function basic(clientId: string, secret: string): string {
  return rawBasic(`${formEncode(clientId)}:${formEncode(secret)}`);
}

/** HTTP Basic of a text as it stands. */
export function rawBasic(pair: string): string {
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
}

export function bearer(token: string): string {
  return `Bearer ${token}`;
}

/** A form body of an ordered list of pairs, so that a test can repeat a parameter. */
export function formBody(form: FormFields): string {
  const pairs = isPairs(form) ? form : Object.entries(form);
  return new URLSearchParams(
    pairs.map(([name, value]): [string, string] => [name, value]),
  ).toString();
}

export type FormFields =
  | Readonly<Record<string, string>>
  | ReadonlyArray<readonly [name: string, value: string]>;

function isPairs(form: FormFields): form is ReadonlyArray<readonly [string, string]> {
  return Array.isArray(form);
}
