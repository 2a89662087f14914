// `--signing`: Node 24 signs ECDSA at half the speed when it is asked for r and s side by side, so that the product
// asks for DER and converts it. This says whether that is still so.

import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { buildJoseSignature } from '@gatehouse/keys';
import { median } from '../measurement/median.ts';
import { compareRounds, timeOperations } from '../measurement/time-operations.ts';
import type { Options } from '../options.ts';
import { describeMachine } from '../report/describe-machine.ts';
import { writeJson } from '../report/write-results.ts';
import { round } from '../rows/compute-row.ts';

const coordinateLength = 32;
/** Below this the detour is not worth its lines. */
const worthwhileGain = 1.15;

/** @returns true, whatever it finds: a detour that is not needed any more is no fault. */
export async function measureSigning({ rounds, milliseconds, isQuick }: Options): Promise<boolean> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const text = Buffer.alloc(400, 'x');
  const asked = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
  const operations = [
    {
      id: 'converted',
      run: () => buildJoseSignature(sign('sha256', text, privateKey), coordinateLength),
    },
    { id: 'asked', run: () => sign('sha256', text, asked) },
  ];
  for (const { id, run } of operations) {
    const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    if (!verify('sha256', text, key, run())) throw new Error(`${id} is no signature.`);
  }
  const micros = await timeOperations(operations, { rounds, milliseconds: milliseconds / 2 });
  const converted = micros.get('converted') ?? [];
  const directly = micros.get('asked') ?? [];
  const gain = round(compareRounds(directly, converted), 2);
  const isDetourWorthIt = gain >= worthwhileGain;
  const figures = {
    derConvertedMicros: round(median(converted), 1),
    ieeeP1363Micros: round(median(directly), 1),
  };
  console.log(
    `ES256 on Node ${process.versions.node}: ${figures.derConvertedMicros} us as DER and converted, ` +
      `${figures.ieeeP1363Micros} us with dsaEncoding "ieee-p1363", ${gain} times as long.`,
  );
  console.log(
    isDetourWorthIt
      ? 'The detour through DER is still worth it.'
      : 'THE DETOUR IS NO LONGER WORTH IT: let packages/keys/src/signing/signer.ts ask for "ieee-p1363", and delete ecdsa-signature.ts.',
  );
  if (!isQuick) {
    const machine = describeMachine('');
    await writeJson('signing.json', { ...machine, rounds, ...figures, gain, isDetourWorthIt });
  }
  return true;
}
