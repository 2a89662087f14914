import type { Metadata } from 'next';
import { KeysPage } from '../../../../components/keys-page.tsx';
import { read } from '../../../../read/read.ts';

export const metadata: Metadata = { title: 'API keys' };

export default async function ProjectKeysPage({
  params,
}: {
  readonly params: Promise<{ readonly project: string }>;
}) {
  const { project } = await params;
  const keys = await read('listProjectApiKeys', { params: { project } });
  return (
    <KeysPage
      owner={{ _project: project }}
      description="For your own servers: they reach /admin on this project's URL, and nothing of other projects."
      command={`npx gatehouse create project-api-key --project ${project} --name backend`}
      keys={keys}
    />
  );
}
