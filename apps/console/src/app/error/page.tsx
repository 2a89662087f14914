import type { Metadata } from 'next';
import { FrontPage } from '../../components/front-page.tsx';

export const metadata: Metadata = { title: 'Not signed in' };

const reasons: Readonly<Record<string, string>> = {
  access_denied: 'You did not allow the command line to act for you.',
  invalid_request: 'The request of the command line was malformed.',
  invalid_scope: 'The command line asked for more than it may have.',
  server_error: 'Something went wrong on our side.',
  temporarily_unavailable: 'The service cannot be reached at the moment.',
};

/**
 * Where Ory's command line sends the browser when a login failed. Only codes that are known are shown:
 * anybody can write a link with words of their own.
 */
export default async function CommandLineErrorPage({
  searchParams,
}: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { error } = await searchParams;
  const code = typeof error === 'string' && Object.hasOwn(reasons, error) ? error : undefined;
  const reason = code === undefined ? 'The answer was not understood.' : reasons[code];
  return (
    <FrontPage title="You are not signed in on the command line">
      <p className="gh-muted">
        {reason} {code === undefined ? null : <code>{code}</code>}
      </p>
      <p className="gh-muted">Nothing has changed. Start again in your terminal.</p>
    </FrontPage>
  );
}
