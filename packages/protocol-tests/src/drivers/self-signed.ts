// A certificate that nobody has to trust, written by hand (RFC 5280 section 4.1): for a TLS server that a
// test stands in front of the product.

import { generateKeyPairSync, sign } from 'node:crypto';

const ecdsaWithSha256 = Buffer.from('300a06082a8648ce3d040302', 'hex');
// Critical, and of an authority: whoever signs itself is one.
const basicConstraints = Buffer.from('300f0603551d130101ff040530030101ff', 'hex');
const commonName = Buffer.from('0603550403', 'hex');

/** @returns key and certificate in PEM. */
export function createSelfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = der(0x30, der(0x31, der(0x30, commonName, der(0x0c, Buffer.from('test')))));
  const time = (text: string) => der(0x17, Buffer.from(text));
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    der(0x30, time('200101000000Z'), time('490101000000Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, basicConstraints)),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const bytes = der(0x30, body, ecdsaWithSha256, signature).toString('base64');
  const lines = bytes.match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}

/** One element of DER (X.690 section 8.1). */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  // The shortest form of the length, or it is not DER.
  const long = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...(length < 128 ? [length] : long)]), content]);
}
