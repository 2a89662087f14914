import { memberAt, textAt } from '../json/json-object.ts';
import { formatGoTime } from '../output/go-time.ts';
import type { Row } from '../output/print.ts';

const empty = '<empty>';

/** @param now milliseconds since 1970, when the answer came. */
export function buildTokenRow(body: unknown, now: number): Row {
  const lifetimeSeconds = Number(memberAt(body, 'expires_in') ?? 0);
  const expiry = now + lifetimeSeconds * 1000;
  const refreshToken = textAt(body, 'refresh_token');
  const idToken = textAt(body, 'id_token');
  return {
    headers: ['ACCESS TOKEN', 'REFRESH TOKEN', 'ID TOKEN', 'EXPIRY'],
    columns: [
      textAt(body, 'access_token') ?? empty,
      refreshToken ?? empty,
      idToken ?? empty,
      formatGoTime(Math.round(expiry / 1000)),
    ],
    document: {
      access_token: textAt(body, 'access_token'),
      token_type: textAt(body, 'token_type'),
      ...(refreshToken !== undefined && { refresh_token: refreshToken }),
      ...(idToken !== undefined && { id_token: idToken }),
      expiry: new Date(expiry).toISOString(),
      expires_in: lifetimeSeconds,
    },
  };
}
