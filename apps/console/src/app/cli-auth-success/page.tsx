import type { Metadata } from 'next';
import { FrontPage } from '../../components/front-page.tsx';

export const metadata: Metadata = { title: 'Signed in' };

/** Where Ory's command line sends the browser after a login. */
export default function CommandLineSignedInPage() {
  return (
    <FrontPage title="You are signed in on the command line">
      <p className="gh-muted">Close this window and go on in your terminal.</p>
    </FrontPage>
  );
}
