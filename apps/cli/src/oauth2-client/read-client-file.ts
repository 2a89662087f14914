import { isJsonObject, type JsonObject } from '../json/json-object.ts';
import { readJsonFile } from '../json/read-json-file.ts';
import { CommandError } from '../terminal/command-error.ts';
import type { Terminal } from '../terminal/terminal.ts';

/**
 * @returns the clients of the file: it holds one, or a list.
 * @throws CommandError where it holds something else.
 */
export async function readClientFile(
  path: string,
  terminal: Terminal,
): Promise<readonly JsonObject[]> {
  const content = await readJsonFile(path, terminal);
  const clients = Array.isArray(content) ? content : [content];
  if (clients.every(isJsonObject)) return clients;
  throw new CommandError(`${path} has to hold a client as a JSON object, or a list of them.`);
}

/** @throws CommandError where the file holds no client, or several. */
export async function readOneClient(path: string, terminal: Terminal): Promise<JsonObject> {
  const [only, another] = await readClientFile(path, terminal);
  if (only === undefined || another !== undefined) {
    throw new CommandError(
      `${path} has to hold one client. For several: gatehouse import oauth2-client`,
    );
  }
  return only;
}
