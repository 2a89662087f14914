// Starts one product in host mode for the whole run: every project, the console and the management API have
// hosts of their own.

import type { TestProject } from 'vitest/node';
import { createHome, findFreePort, launchProduct, removeHome } from '../drivers/product.ts';
import type { HostAddresses } from './host-addresses.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    hosts: HostAddresses;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = createHome();
  const port = await findFreePort();
  const hosts = {
    consoleUrl: `http://console.localhost:${port}`,
    apisHost: `apis.localhost:${port}`,
  };
  const product = await launchProduct({
    home,
    port,
    environment: {
      GATEHOUSE_ORIGIN: hosts.consoleUrl,
      GATEHOUSE_PROJECTS_DOMAIN: 'apis.localhost',
    },
  });
  project.provide('hosts', hosts);
  return async () => {
    const exitCode = await product.stop();
    if (exitCode !== 0) {
      throw new Error(
        `Gatehouse ended with ${exitCode} after SIGTERM; its output is in ${product.logFile}`,
      );
    }
    removeHome(home);
  };
}
