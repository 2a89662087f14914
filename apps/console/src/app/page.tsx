import { redirect } from 'next/navigation';
import { readWorkspaces } from '../read/read.ts';

/** The start leads to the first workspace, and a newcomer to making one. */
export default async function StartPage() {
  const [first] = await readWorkspaces();
  redirect(first === undefined ? '/workspaces/new' : `/workspaces/${first.id}`);
}
