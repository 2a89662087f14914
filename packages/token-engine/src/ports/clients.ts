import type { Client } from '../clients/client.ts';

/** The clients of one project, compiled and cached. */
export interface Clients {
  /** @returns the client, or undefined where the project has none of that id (or never could). */
  find(clientId: string): Promise<Client | undefined>;
}
