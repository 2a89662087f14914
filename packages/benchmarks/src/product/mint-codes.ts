// Authorization codes as a consent page leaves them behind, made through the engine's own ports: thousands a
// second, where a browser's journey takes a tenth of a second each.

import type { Installation } from '@gatehouse/project-runtime';
import { buildUuidV7, parseGrantId } from '@gatehouse/protocol';
import { redirectUri, webScope } from './measured-values.ts';
import type { MeasuredProject } from './seed-project.ts';

const grantLifetimeSeconds = 90 * 86_400;
// As long as a slow round needs; the product's own default is a minute.
const codeLifetimeSeconds = 600;

/** @returns that many codes, each of a grant of its own. */
export async function mintCodes(
  { projects, clock, random }: Installation,
  project: MeasuredProject,
  count: number,
): Promise<string[]> {
  const runtime = await projects.byProjectId(project.scope.projectId);
  if (runtime === undefined) throw new Error('The measured project is gone.');
  const { singleUse, issuance } = runtime;
  const nowSeconds = clock.nowSeconds();
  const expiresAtSeconds = nowSeconds + grantLifetimeSeconds;
  const mint = async (): Promise<string> => {
    const bucket = Math.floor(expiresAtSeconds / 86_400);
    const code = singleUse.create('authorization_code', bucket);
    const grantId = parseGrantId(buildUuidV7(clock.nowMilliseconds(), random.bytes(10)));
    if (grantId === undefined) throw new Error('A generated UUID is a grant id.');
    await issuance.addAuthorizationCode({
      codeHash: code.hash,
      bucket,
      expiresAtSeconds: nowSeconds + codeLifetimeSeconds,
      request: { redirectUri, namesRedirectUri: true, codeChallenge: undefined, nonce: undefined },
      grant: {
        grantId,
        clientId: project.web.clientId,
        identityId: project.identityId,
        sessionId: undefined,
        scope: webScope.split(' '),
        audience: [],
        claims: {
          subject: project.identityId,
          acr: '0',
          amr: ['pwd'],
          authenticatedAtSeconds: nowSeconds,
          sessionId: undefined,
          idToken: {},
          accessToken: {},
        },
        expiresAtSeconds,
      },
    });
    return code.value;
  };
  const codes: string[] = [];
  const together = 2_000;
  while (codes.length < count) {
    const missing = Math.min(together, count - codes.length);
    codes.push(...(await Promise.all(Array.from({ length: missing }, mint))));
  }
  return codes;
}
