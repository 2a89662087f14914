import type { OfferedInvitation } from '@gatehouse/contracts';
import { Button, ButtonLink } from '@gatehouse/ui';
import type { Metadata } from 'next';
import { ConsoleForm } from '../../components/forms/console-form.tsx';
import { FrontPage } from '../../components/front-page.tsx';
import { Moment } from '../../components/moment.tsx';
import { roleTexts } from '../../components/roles.ts';
import { readOffer } from '../../read/read-offer.ts';
import { readConsoleRequest } from '../../request/console-request.ts';

export const metadata: Metadata = { title: 'Join a workspace' };

export default async function JoinPage() {
  const { invitation, member } = readConsoleRequest();
  if (invitation === undefined) {
    return (
      <Unusable reason="This browser has not opened one, or more than an hour ago. Open its link again." />
    );
  }
  if (member === undefined) return <SignInFirst />;
  const offer = await readOffer(invitation);
  if ('refusal' in offer) return <Unusable reason={offer.refusal} />;
  return <Question offer={offer} />;
}

function SignInFirst() {
  return (
    <FrontPage title="You are invited to a workspace">
      <p className="gh-muted">
        Sign in to see it and to decide. Nothing is joined before you say so.
      </p>
      <div className="gh-stack gh-stack-small">
        <ButtonLink href="/sign-up?return_to=/join" variant="primary" size="large" isWide>
          Create an account
        </ButtonLink>
        <ButtonLink href="/sign-in?return_to=/join" size="large" isWide>
          Sign in
        </ButtonLink>
      </div>
    </FrontPage>
  );
}

function Unusable({ reason }: { readonly reason: string }) {
  return (
    <FrontPage title="This invitation cannot be used">
      <p className="gh-muted">{reason}</p>
      <ButtonLink href="/" variant="primary" size="large" isWide>
        Go to your projects
      </ButtonLink>
    </FrontPage>
  );
}

function Question({ offer }: { readonly offer: OfferedInvitation }) {
  const { workspace, role, invited_by: inviter, expires_at: end } = offer;
  return (
    <FrontPage title={`Join the workspace ${workspace.name}?`}>
      <p className="gh-muted">
        {inviter.kind === 'operator'
          ? 'Whoever started this server offers it to the person who opens the printed link.'
          : `${inviter.name} invites you.`}
      </p>
      <dl className="gh-facts">
        <div>
          <dt>You would be</dt>
          <dd>
            <strong>{role}</strong>: {roleTexts[role]}
          </dd>
        </div>
        <div>
          <dt>Signed in as</dt>
          <dd>{readConsoleRequest().member?.email}</dd>
        </div>
        <div>
          <dt>The invitation ends</dt>
          <dd>
            <Moment at={end} />
          </dd>
        </div>
      </dl>
      <ConsoleForm name="accept-invitation" hidden={{}}>
        <Button type="submit" variant="primary" size="large" isWide>
          Join workspace
        </Button>
      </ConsoleForm>
      <OtherAccount />
    </FrontPage>
  );
}

function OtherAccount() {
  return (
    <form action="/sign-out" method="post">
      <input type="hidden" name="_csrf" value={readConsoleRequest().csrfToken} />
      <Button type="submit" isWide>
        Not you? Sign out
      </Button>
    </form>
  );
}
