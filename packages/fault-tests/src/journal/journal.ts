// A file of what was acknowledged, on the disk before anybody relies on it. Tokens stand in it sealed.

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Entry, JournalToken, StoredEntry } from './entry.ts';

const nonceBytes = 12;
const tagBytes = 16;

export class Journal {
  readonly file: string;
  readonly #handle: FileHandle;
  readonly #key = randomBytes(32);
  #waiting: string[] = [];
  #written: Promise<void> | undefined;

  private constructor(file: string, handle: FileHandle) {
    this.file = file;
    this.#handle = handle;
  }

  static async create(): Promise<Journal> {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'gatehouse-journal-')), 'journal.jsonl');
    return new Journal(file, await open(file, 'ax', 0o600));
  }

  /** Resolves when the entry is on the disk. Entries that wait at the same moment share one fsync. */
  async append(entry: Entry): Promise<void> {
    const stored: StoredEntry = { ...entry, atMilliseconds: Date.now() };
    this.#waiting.push(`${JSON.stringify(stored)}\n`);
    // Those that are being written now are not this one.
    await this.#written;
    this.#written ??= this.#write().finally(() => {
      this.#written = undefined;
    });
    await this.#written;
  }

  async #write(): Promise<void> {
    const lines = this.#waiting.join('');
    this.#waiting = [];
    if (lines === '') return;
    await this.#handle.appendFile(lines);
    await this.#handle.datasync();
  }

  /** Everything that the file holds, in the order of acknowledgement. */
  async read(): Promise<readonly StoredEntry[]> {
    const text = await readFile(this.file, 'utf8');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line): StoredEntry => JSON.parse(line));
  }

  seal(use: JournalToken['use'], token: string): JournalToken {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    const text = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
    const sealed = Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
    return { use, hash: hashOf(token), sealed };
  }

  unseal({ sealed }: JournalToken): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, nonceBytes));
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    const text = bytes.subarray(nonceBytes + tagBytes);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  }

  async close(): Promise<void> {
    await this.#handle.close();
    rmSync(path.dirname(this.file), { recursive: true, force: true });
  }
}

/** SHA-256 in base64url. */
export function hashOf(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}
