import type { ClientCredentials } from '../load/messages.ts';

export interface ExchangedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Exchanges codes over HTTP, a few at a time. */
export async function exchangeCodes(
  tokenUrl: string,
  { client, redirectUri }: { client: ClientCredentials; redirectUri: string },
  codes: readonly string[],
): Promise<ExchangedTokens[]> {
  const waiting = [...codes];
  const exchanged: ExchangedTokens[] = [];
  const work = async () => {
    for (let code = waiting.pop(); code !== undefined; code = waiting.pop()) {
      exchanged.push(await exchange(tokenUrl, { client, redirectUri, code }));
    }
  };
  await Promise.all(Array.from({ length: 32 }, work));
  return exchanged;
}

async function exchange(
  tokenUrl: string,
  request: { client: ClientCredentials; redirectUri: string; code: string },
): Promise<ExchangedTokens> {
  const { client, redirectUri, code } = request;
  const basic = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64');
  const response = await fetch(tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
    }),
  });
  if (!response.ok) throw new Error(`No tokens: ${response.status} ${await response.text()}`);
  const tokens = (await response.json()) as { access_token: string; refresh_token: string };
  return { accessToken: tokens.access_token, refreshToken: tokens.refresh_token };
}
