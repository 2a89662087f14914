// Where one can go, from a workspace and from a project. The rail, the sheet and the search read the same.

export type NavigationIcon =
  | 'projects'
  | 'members'
  | 'keys'
  | 'audit'
  | 'overview'
  | 'clients'
  | 'traces'
  | 'mail'
  | 'jobs'
  | 'webhooks'
  | 'settings';

export interface NavigationEntry {
  readonly title: string;
  readonly href: string;
  readonly icon: NavigationIcon;
}

export interface NavigationGroup {
  /** Absent for the group that needs no word. */
  readonly title?: string;
  readonly entries: readonly NavigationEntry[];
}

export function buildWorkspaceNavigation(workspaceId: string): readonly NavigationGroup[] {
  const base = `/workspaces/${workspaceId}`;
  return [
    { entries: [{ title: 'Projects', href: base, icon: 'projects' }] },
    {
      title: 'Workspace',
      entries: [
        { title: 'Members', href: `${base}/members`, icon: 'members' },
        { title: 'API keys', href: `${base}/keys`, icon: 'keys' },
        { title: 'Audit log', href: `${base}/audit`, icon: 'audit' },
      ],
    },
  ];
}

export function buildProjectNavigation(projectId: string): readonly NavigationGroup[] {
  const base = `/projects/${projectId}`;
  return [
    { entries: [{ title: 'Overview', href: base, icon: 'overview' }] },
    {
      title: 'Applications',
      entries: [{ title: 'Clients', href: `${base}/clients`, icon: 'clients' }],
    },
    {
      title: 'Developers',
      entries: [
        { title: 'Traces', href: `${base}/traces`, icon: 'traces' },
        { title: 'Mail', href: `${base}/mail`, icon: 'mail' },
        { title: 'Webhooks', href: `${base}/webhooks`, icon: 'webhooks' },
        { title: 'Failed jobs', href: `${base}/jobs`, icon: 'jobs' },
        { title: 'API keys', href: `${base}/keys`, icon: 'keys' },
      ],
    },
    {
      title: 'Project',
      entries: [{ title: 'Settings', href: `${base}/settings`, icon: 'settings' }],
    },
  ];
}
