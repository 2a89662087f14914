// The parameters in a PHC string of argon2id: `$argon2id$v=19$m=19456,t=2,p=1,keyid=<base64>$salt$hash`. The
// key id names the pepper; without one there was none.

export interface PasswordParameters {
  readonly memoryKibibytes: number;
  readonly passes: number;
  readonly lanes: number;
}

export interface ParsedPhcString extends PasswordParameters {
  readonly keyId: string | undefined;
}

const pattern =
  /^\$argon2id\$v=19\$m=(\d{1,10}),t=(\d{1,10}),p=(\d{1,3})(?:,keyid=([A-Za-z0-9+/]{1,64}))?\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{11,342}$/;

/** @returns undefined for what is no argon2id string. */
export function parsePhcString(text: string): ParsedPhcString | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, memory, passes, lanes, keyId] = match;
  return {
    memoryKibibytes: Number(memory),
    passes: Number(passes),
    lanes: Number(lanes),
    keyId: keyId === undefined ? undefined : Buffer.from(keyId, 'base64').toString(),
  };
}

/** Writes the key id into a string that was made without one. */
export function addKeyId(text: string, keyId: string): string {
  const encoded = Buffer.from(keyId).toString('base64').replace(/=+$/, '');
  return text.replace(/^(\$argon2id\$v=19\$[^$]+)\$/, `$1,keyid=${encoded}$`);
}

const importable: PasswordParameters = { memoryKibibytes: 131_072, passes: 10, lanes: 8 };

/** @returns whether a hash that was made elsewhere can be verified here, at a price that can be paid. */
export function isImportablePassword(text: string): boolean {
  const parsed = parsePhcString(text);
  return (
    parsed !== undefined &&
    parsed.keyId === undefined &&
    parsed.memoryKibibytes <= importable.memoryKibibytes &&
    parsed.passes <= importable.passes &&
    parsed.lanes <= importable.lanes
  );
}
