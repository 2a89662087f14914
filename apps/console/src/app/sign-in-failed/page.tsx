import { ButtonLink } from '@gatehouse/ui';
import type { Metadata } from 'next';
import { FrontPage } from '../../components/front-page.tsx';

export const metadata: Metadata = { title: 'Not signed in' };

const reasons: Readonly<Record<string, string>> = {
  denied: 'You did not allow the console to know who you are. Nothing was shared.',
  lost: 'This browser no longer knows that you were signing in: it took more than an hour, or its cookies are blocked.',
};

const refused = 'The answer of the issuer did not fit the question, so it was not accepted.';

export default async function SignInFailedPage({
  searchParams,
}: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { reason } = await searchParams;
  const text = typeof reason === 'string' ? reasons[reason] : undefined;
  return (
    <FrontPage title="You are not signed in">
      <p className="gh-muted">{text ?? refused}</p>
      <ButtonLink href="/sign-in" variant="primary" size="large" isWide>
        Sign in again
      </ButtonLink>
    </FrontPage>
  );
}
