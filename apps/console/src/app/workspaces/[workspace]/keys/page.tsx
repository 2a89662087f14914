import type { Metadata } from 'next';
import { KeysPage } from '../../../../components/keys-page.tsx';
import { read } from '../../../../read/read.ts';

export const metadata: Metadata = { title: 'API keys' };

export default async function WorkspaceKeysPage({
  params,
}: {
  readonly params: Promise<{ readonly workspace: string }>;
}) {
  const { workspace } = await params;
  const keys = await read('listWorkspaceApiKeys', { params: { workspace } });
  return (
    <KeysPage
      owner={{ _workspace: workspace }}
      description="For the command line and for automation: they manage projects, and do not reach people's data."
      command="npx gatehouse create workspace-api-key --name deploy"
      keys={keys}
    />
  );
}
