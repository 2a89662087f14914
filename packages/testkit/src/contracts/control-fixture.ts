import type { Database } from '@gatehouse/database';

/** A control store of a test's own, with the runtime's changes and the ports that read its epochs. */
export interface ControlFixture {
  readonly control: Database['control'];
  readonly changes: Pick<Database['changes'], 'subscribe'>;
  readonly hot: Pick<Database['hot'], 'forProject'>;
  close(): Promise<void>;
}

export type ControlFixtureFactory = () => Promise<ControlFixture>;
