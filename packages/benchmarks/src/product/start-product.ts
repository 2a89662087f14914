// The product's data plane: the project API.

import type { MeasuredPostgres } from '../installation/measured-postgres.ts';
import { startApp } from '../processes/start-app.ts';
import type { StartedServer } from '../processes/started-server.ts';

export interface ProductOptions {
  readonly postgres: Pick<MeasuredPostgres, 'appUrl' | 'hotUrl'>;
  /** The text of GATEHOUSE_KEYRING. */
  readonly keyring: string;
  readonly origin: string;
  readonly port: number;
  /** Without one it counts limits and hears of changes for itself. */
  readonly redisUrl?: string | undefined;
}

export function startProduct(options: ProductOptions): Promise<StartedServer> {
  const { postgres, keyring, origin, port, redisUrl } = options;
  const profile = process.env['BENCH_CPU_PROFILE'];
  return startApp({
    app: 'project-api',
    port,
    options: profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`],
    environment: {
      GATEHOUSE_ORIGIN: origin,
      GATEHOUSE_KEYRING: keyring,
      DATABASE_URL: postgres.appUrl,
      DATABASE_HOT_URL: postgres.hotUrl,
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    },
  });
}
