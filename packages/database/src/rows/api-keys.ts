// API keys, of a project or of a workspace.

import type { Actor } from './audit.ts';

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly secret: { readonly keyId: string; readonly hash: Uint8Array };
  readonly lastCharacters: string;
  readonly createdBy: Actor;
  readonly origin: 'created' | 'exchanged';
  readonly expiresAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface ApiKeyRows {
  /** Keys that somebody made to keep; exchanged ones are left out. */
  list(): Promise<readonly ApiKeyRow[]>;
  find(id: string): Promise<ApiKeyRow | undefined>;
  insert(row: Omit<ApiKeyRow, 'createdAt' | 'updatedAt'>): Promise<ApiKeyRow>;
  delete(id: string): Promise<boolean>;
}
