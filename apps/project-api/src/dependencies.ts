import type { AdministrationDependencies, LookUpTxt } from '@gatehouse/administration';
import type { ProjectRuntimes } from '@gatehouse/project-runtime';
import type { Addressing } from '@gatehouse/protocol';
import type { Limits } from '@gatehouse/redis';
import type { ClientAddresses, Logger } from '@gatehouse/runtime';
import type { TokenEngine } from '@gatehouse/token-engine';

/** What the project API stands on; built once by whoever starts it. */
export interface ProjectApiDependencies extends AdministrationDependencies {
  readonly addressing: Addressing;
  readonly projects: ProjectRuntimes;
  readonly engine: TokenEngine;
  readonly logger: Logger;
  /** Absent: this process counts for itself alone. */
  readonly limits?: Limits | undefined;
  /** Absent: by the resolvers of this machine. */
  readonly lookUpTxt?: LookUpTxt;
  /** Where requests come from; undefined: from the other end of their connection. */
  readonly clientAddresses?: ClientAddresses | undefined;
  /** How long one request may take; ten seconds by default. */
  readonly deadlineMilliseconds?: number;
}
