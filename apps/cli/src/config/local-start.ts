// The key that a local `npm start` leaves for this command, so that it works at once without a login.

import { dirname, join } from 'node:path';
import { textAt } from '../json/json-object.ts';
import { CommandError, reasonOf } from '../terminal/command-error.ts';
import { readSecretFile } from './secret-file.ts';
import { isLoopbackHost, parseServiceUrl } from './service-url.ts';

/** What stands in `cli.json`. The key goes to the origin of `url` and nowhere else. */
export interface LocalStart {
  readonly path: string;
  readonly url: string;
  readonly workspaceId: string;
  readonly apiKey: string;
}

/** Where to look: the data folder where it is named, else `.gatehouse` in each folder on the way up. */
export function localStartPaths(
  home: string | undefined,
  folders: readonly string[],
): readonly string[] {
  if (home !== undefined) return [join(home, 'cli.json')];
  const paths = folders.flatMap((start) => {
    const onTheWay: string[] = [];
    for (let folder = start; ; folder = dirname(folder)) {
      onTheWay.push(join(folder, '.gatehouse', 'cli.json'));
      if (dirname(folder) === folder) return onTheWay;
    }
  });
  return [...new Set(paths)];
}

function parseLocalStart(text: string, path: string): LocalStart {
  const broken = new CommandError(
    `${path} is damaged. Run \`npm start\` again: it renews the file.`,
  );
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw broken;
  }
  const url = textAt(content, 'url');
  const workspaceId = textAt(content, 'workspace_id');
  const apiKey = textAt(content, 'api_key');
  if (url === undefined || workspaceId === undefined || apiKey === undefined) throw broken;
  const checked = parseServiceUrl(url, path);
  if (!isLoopbackHost(new URL(checked).hostname)) {
    throw new CommandError(`${path} names ${checked}; a local start is on this machine only.`);
  }
  return { path, url: checked, workspaceId, apiKey };
}

/**
 * @returns the first one found, or undefined where nothing was started here.
 * @throws CommandError where others may read it, it belongs to somebody else, or it is damaged.
 */
export async function readLocalStart(paths: readonly string[]): Promise<LocalStart | undefined> {
  for (const path of paths) {
    const file = await readSecretFile(path).catch((error: unknown) => {
      throw new CommandError(`${path} cannot be read: ${reasonOf(error)}`);
    });
    if (file === undefined) continue;
    if (file.isForeign) {
      throw new CommandError(
        `${path} belongs to another user: run this as the user who ran \`npm start\`.`,
      );
    }
    if (file.isOpenToOthers) {
      throw new CommandError(`${path} holds a key and others can read it. Run: chmod 600 ${path}`);
    }
    return parseLocalStart(file.text, path);
  }
  return undefined;
}
