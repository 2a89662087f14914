import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { TotalsReporter } from './totals-reporter.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

// Workspace packages run from source: no build stands between a change and its test.
const resolve = { conditions: ['source', 'node', 'development|production'] };
const fromSource = {
  resolve,
  ssr: { resolve },
  // Global set-up files run in an environment of Vitest's own.
  environments: { ssr: { resolve }, __vitest__: { resolve } },
};

// Those with Redis mostly need PostgreSQL too, and start a redis-server of their own.
const databaseTests = ['{packages,apps}/*/{src,test}/**/*.{postgres,redis}.test.ts'];
// They reach the product over HTTP, as a program and as a person in a browser.
const protocolTests = ['packages/protocol-tests/src/**/*.test.ts', 'apps/e2e/src/**/*.test.ts'];
// The same, of a product whose projects have hosts of their own.
const hostTests = ['packages/protocol-tests/src/{host-mode,ory-cli}/**/*.test.ts'];
// Servers that are killed while they are used: alone, one after the other.
const faultTests = ['packages/fault-tests/src/faults.test.ts'];

export default defineConfig({
  root,
  ...fromSource,
  test: {
    reporters: ['default', new TotalsReporter()],
    projects: [
      {
        root,
        ...fromSource,
        test: {
          name: 'unit',
          include: ['{packages,apps}/*/{src,test}/**/*.test.ts', 'packages/tooling/**/*.test.mjs'],
          exclude: [
            ...['**/node_modules/**', '**/dist/**'],
            ...[...databaseTests, ...protocolTests, ...faultTests],
          ],
          testTimeout: 30_000,
        },
      },
      {
        root,
        ...fromSource,
        test: {
          name: 'postgres',
          include: databaseTests,
          exclude: ['**/node_modules/**', '**/dist/**', ...protocolTests],
          globalSetup: ['packages/testkit/src/postgres/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        ...fromSource,
        test: {
          name: 'protocol',
          include: protocolTests,
          exclude: ['**/node_modules/**', '**/dist/**', ...hostTests],
          globalSetup: ['packages/protocol-tests/src/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        root,
        ...fromSource,
        test: {
          name: 'hosts',
          include: hostTests,
          globalSetup: ['packages/protocol-tests/src/host-mode/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        root,
        ...fromSource,
        test: {
          name: 'faults',
          include: faultTests,
          // Each is bounded by the seconds that it is given.
          testTimeout: 3_600_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
