// What a page of the console knows of its request. The server puts it beside the request before Next runs;
// the pages are another bundle, so both meet at a registered symbol.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { ManagementClient } from '@gatehouse/contracts';
import type { Flash } from '../forms/flash.ts';

export type Theme = 'light' | 'dark' | 'system';

export interface ConsoleRequest {
  readonly nonce: string;
  readonly theme: Theme;
  /** The path that the browser asked for, with its query. */
  readonly target: string;
  /** Absent on the few pages that need no sign-in. */
  readonly member:
    | { readonly subject: string; readonly email: string; readonly name: string }
    | undefined;
  /** Speaks for the member; refuses everything where nobody is signed in. */
  readonly api: ManagementClient;
  /** Stands in every form. */
  readonly csrfToken: string;
  /** What the form before this page left to be shown once. */
  readonly flash: Flash | undefined;
  /** What this browser opened to join a workspace, until it has answered. */
  readonly invitation: string | undefined;
  /** The base URL that programs use. */
  readonly managementUrl: string;
}

const key = Symbol.for('gatehouse.console.request');

function isStorage(value: unknown): value is AsyncLocalStorage<ConsoleRequest> {
  return value instanceof AsyncLocalStorage;
}

function openStorage(): AsyncLocalStorage<ConsoleRequest> {
  const found: unknown = Reflect.get(globalThis, key);
  if (isStorage(found)) return found;
  const made = new AsyncLocalStorage<ConsoleRequest>();
  Reflect.set(globalThis, key, made);
  return made;
}

const storage = openStorage();

/** Runs `serve`, and everything that it starts, for this request. */
export function serveFor(request: ConsoleRequest, serve: () => void): void {
  storage.run(request, serve);
}

/** @returns the request that is being served. Throws outside of one. */
export function readConsoleRequest(): ConsoleRequest {
  const request = storage.getStore();
  if (request === undefined) throw new Error('The console is served by createConsole alone.');
  return request;
}
