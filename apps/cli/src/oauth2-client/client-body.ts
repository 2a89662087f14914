import type { FlagValues } from '../flags/flag-values.ts';
import { isJsonObject, type JsonObject } from '../json/json-object.ts';
import { CommandError } from '../terminal/command-error.ts';
import { type ClientFlag, clientFlags, ownClientFlags } from './client-flags.ts';

function parseMetadata(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value)) return value;
  } catch {
    // Said below, as for everything that is JSON but no object.
  }
  throw new CommandError(`--metadata has to be a JSON object such as {"team":"shop"}.`);
}

function readMember(flags: FlagValues, { flag, member }: ClientFlag): unknown {
  switch (flag.kind) {
    case 'boolean':
      return flags.boolean(flag.name);
    case 'strings':
      return member === 'scope' ? flags.strings(flag.name).join(' ') : flags.strings(flag.name);
    default:
      return member === 'metadata'
        ? parseMetadata(flags.string(flag.name))
        : flags.string(flag.name);
  }
}

/** @returns the client to create: every member that has a flag, empty ones included. */
export function buildClientBody(flags: FlagValues): JsonObject {
  const own = ownClientFlags.filter(({ flag }) => flags.wasGiven(flag.name));
  const members = [...clientFlags, ...own].map(
    (clientFlag) => [clientFlag.member, readMember(flags, clientFlag)] as const,
  );
  return { client_id: flags.string('id'), ...Object.fromEntries(members) };
}

/** @returns a JSON Patch (RFC 6902) with the members whose flags were given, and nothing else. */
export function buildClientPatch(flags: FlagValues): readonly JsonObject[] {
  return [...clientFlags, ...ownClientFlags]
    .filter(({ flag }) => flags.wasGiven(flag.name))
    .map((clientFlag) => ({
      op: 'replace',
      path: `/${clientFlag.member}`,
      value: readMember(flags, clientFlag),
    }));
}
