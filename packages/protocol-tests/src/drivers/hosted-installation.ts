// The product as it stands on the internet: https in front of it, each project on a host of its own, and
// somebody who signed up in the console's own project.

import type { Person } from './browser.ts';
import { HostedWorkspace, hostedAddresses } from './hosted-workspace.ts';
import { reachHosts } from './http-exchange.ts';
import {
  createHome,
  findFreePort,
  launchProduct,
  type RunningProduct,
  removeHome,
} from './product.ts';
import type { ProjectApi } from './project-api.ts';

export { consoleProject } from './hosted-workspace.ts';
export const consoleUrl = hostedAddresses.console;

export class HostedInstallation {
  /** Where the product listens, behind what would be the proxy that speaks TLS. */
  readonly port: number;
  readonly #product: RunningProduct;
  readonly #workspace: HostedWorkspace;

  private constructor(product: RunningProduct, workspace: HostedWorkspace) {
    this.port = product.port;
    this.#product = product;
    this.#workspace = workspace;
  }

  /** The owner of the workspace. */
  get owner(): Person {
    return this.#workspace.owner;
  }

  static async start(): Promise<HostedInstallation> {
    const port = await findFreePort();
    const product = await launchProduct({
      home: createHome(),
      port,
      environment: {
        GATEHOUSE_ORIGIN: hostedAddresses.console,
        GATEHOUSE_PROJECTS_DOMAIN: hostedAddresses.projectsDomain,
      },
    });
    reachHosts(['console.example', hostedAddresses.projectsDomain], port);
    return new HostedInstallation(product, await HostedWorkspace.signUp('Attacked'));
  }

  createProject(): Promise<ProjectApi> {
    return this.#workspace.createProject();
  }

  /** Stops the product and removes what it kept. */
  async stop(): Promise<void> {
    await this.#product.stop();
    removeHome(this.#product.home);
  }
}
