import { ButtonLink } from '@gatehouse/ui';
import { FrontPage } from '../components/front-page.tsx';

export default function NotFound() {
  return (
    <FrontPage title="There is nothing at this address">
      <p className="gh-muted">
        It was deleted, it belongs to a workspace that you are not a member of, or the address has a
        mistake.
      </p>
      <ButtonLink href="/" variant="primary">
        Go to your projects
      </ButtonLink>
    </FrontPage>
  );
}
