// The environment variables of the command. An empty one is as good as none.

import { join } from 'node:path';
import type { Terminal } from '../terminal/terminal.ts';

export interface CliEnvironment {
  readonly url: string | undefined;
  readonly configPath: string;
  readonly home: string | undefined;
  readonly workspaceApiKey: string | undefined;
  readonly projectApiKey: string | undefined;
  readonly project: string | undefined;
  readonly workspace: string | undefined;
}

/** @param configFlag what stood behind `--config`; wins over the variable where it is not empty. */
export function parseEnvironment(terminal: Terminal, configFlag: string): CliEnvironment {
  const read = (name: string): string | undefined =>
    terminal.environment[name]?.trim() || undefined;
  return {
    url: read('GATEHOUSE_URL'),
    configPath:
      configFlag ||
      read('GATEHOUSE_CONFIG_PATH') ||
      join(terminal.homeDirectory, '.gatehouse', 'config.json'),
    home: read('GATEHOUSE_HOME'),
    workspaceApiKey: read('GATEHOUSE_WORKSPACE_API_KEY'),
    projectApiKey: read('GATEHOUSE_PROJECT_API_KEY'),
    project: read('GATEHOUSE_PROJECT'),
    workspace: read('GATEHOUSE_WORKSPACE'),
  };
}
