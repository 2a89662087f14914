export {
  type AuthenticatedMember,
  type AuthenticateMember,
  createMemberAuthentication,
  type MemberAuthenticationOptions,
} from './authenticate-member.ts';
export { describeMetrics } from './describe-metrics.ts';
export {
  askDatabase,
  type Installation,
  type InstallationOptions,
  openInstallation,
} from './open-installation.ts';
export {
  createProjectRuntimes,
  type ProjectRuntimes,
  type ProjectRuntimesOptions,
} from './project-runtimes.ts';
export type { HotPorts, RuntimeSources } from './runtime-sources.ts';
export { type ServeAloneOptions, serveAlone } from './serve-alone.ts';
