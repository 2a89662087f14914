export {
  createProjectRuntimes,
  type ProjectRuntimes,
  type ProjectRuntimesOptions,
} from './project-runtimes.ts';
export type { HotPorts, RuntimeSources } from './runtime-sources.ts';
