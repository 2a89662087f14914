import { ButtonLink } from '@gatehouse/ui';
import type { Metadata } from 'next';
import { FrontPage } from '../../components/front-page.tsx';

export const metadata: Metadata = { title: { absolute: 'Gatehouse' } };

export default function WelcomePage() {
  return (
    <FrontPage title="Sign-in for your applications, on your own servers">
      <p className="gh-muted">
        Projects with OAuth 2.0 and OpenID Connect of their own, hosted sign-in pages, and a trace
        of every request that says why it was refused.
      </p>
      <div className="gh-stack gh-stack-small">
        <ButtonLink href="/sign-up" variant="primary" size="large" isWide>
          Create an account
        </ButtonLink>
        <ButtonLink href="/sign-in" size="large" isWide>
          Sign in
        </ButtonLink>
      </div>
    </FrontPage>
  );
}
