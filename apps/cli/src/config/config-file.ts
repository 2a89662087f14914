// What the command remembers between two invocations: per installation, who is signed in, the selected
// project and workspace, and short-lived project keys.

import { isJsonObject, memberAt, textAt } from '../json/json-object.ts';
import { CommandError, reasonOf } from '../terminal/command-error.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type MemberSignIn, parseMemberSignIn } from './member-sign-in.ts';
import { readSecretFile, writeSecretFile } from './secret-file.ts';

/** A project key of a quarter of an hour. It counts only for this project, address and credential. */
export interface CachedProjectKey {
  readonly value: string;
  readonly expires_at: string;
  readonly project_url: string;
  /** Fingerprint of the key that it was made out of. */
  readonly issued_for: string;
}

export interface InstallationConfig {
  readonly selected_project?: string | undefined;
  readonly selected_workspace?: string | undefined;
  readonly member?: MemberSignIn | undefined;
  readonly project_keys?: Readonly<Record<string, CachedProjectKey>> | undefined;
}

type Installations = Readonly<Record<string, InstallationConfig>>;

function parseProjectKey(value: unknown): CachedProjectKey | undefined {
  const key = textAt(value, 'value');
  const expiresAt = textAt(value, 'expires_at');
  const projectUrl = textAt(value, 'project_url');
  const issuedFor = textAt(value, 'issued_for');
  if (!key || !expiresAt || !projectUrl || !issuedFor) return undefined;
  return { value: key, expires_at: expiresAt, project_url: projectUrl, issued_for: issuedFor };
}

function parseInstallation(value: unknown): InstallationConfig {
  const keys = memberAt(value, 'project_keys');
  const parsed = Object.entries(isJsonObject(keys) ? keys : {}).flatMap(([id, entry]) => {
    const key = parseProjectKey(entry);
    return key === undefined ? [] : [[id, key] as const];
  });
  return {
    selected_project: textAt(value, 'selected_project'),
    selected_workspace: textAt(value, 'selected_workspace'),
    member: parseMemberSignIn(memberAt(value, 'member')),
    project_keys: Object.fromEntries(parsed),
  };
}

function parseConfig(text: string, path: string): Installations {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new CommandError(`${path} is damaged: it is no JSON. Correct it, or remove it.`);
  }
  const installations = memberAt(content, 'installations');
  if (memberAt(content, 'version') !== 'v1' || !isJsonObject(installations)) {
    throw new CommandError(
      `${path} is no configuration of this command. Name another file, or remove it.`,
    );
  }
  return Object.fromEntries(
    Object.entries(installations).map(([url, entry]) => [url, parseInstallation(entry)]),
  );
}

/** The part of the configuration file that belongs to one installation. */
export class ConfigFile {
  readonly #path: string;
  readonly #installation: string;
  readonly #terminal: Terminal;
  #hasWarned = false;

  /** @param installation the address that the entries belong to. */
  constructor(path: string, installation: string, terminal: Terminal) {
    this.#path = path;
    this.#installation = installation;
    this.#terminal = terminal;
  }

  async #read(): Promise<Installations> {
    const file = await readSecretFile(this.#path).catch((error: unknown) => {
      throw new CommandError(`${this.#path} cannot be read: ${reasonOf(error)}`);
    });
    if (file === undefined || file.text.trim() === '') return {};
    if (file.isOpenToOthers && !this.#hasWarned) {
      this.#hasWarned = true;
      this.#terminal.report(
        `Warning: ${this.#path} holds keys and others can read it. Run: chmod 600 ${this.#path}\n`,
      );
    }
    return parseConfig(file.text, this.#path);
  }

  async load(): Promise<InstallationConfig> {
    return (await this.#read())[this.#installation] ?? {};
  }

  /** Reads, changes and replaces the file. Of two that change it at once, the later one wins. */
  async update(change: (current: InstallationConfig) => InstallationConfig): Promise<void> {
    const installations = await this.#read();
    const changed = change(installations[this.#installation] ?? {});
    const next = {
      version: 'v1',
      installations: { ...installations, [this.#installation]: changed },
    };
    try {
      await writeSecretFile(this.#path, `${JSON.stringify(next, undefined, 2)}\n`);
    } catch (error) {
      throw new CommandError(`${this.#path} cannot be written: ${reasonOf(error)}`);
    }
  }
}
