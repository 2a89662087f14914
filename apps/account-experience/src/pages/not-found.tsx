import { FailurePage } from '../components/failure-page.tsx';
import { type PageProps, servePage } from '../visit/serve-page.ts';

export const getServerSideProps = servePage<never>(async () => ({
  kind: 'failure',
  failure: 'notFound',
  status: 404,
}));

export default function NotFoundPage({ frame }: PageProps<never>) {
  return <FailurePage frame={frame} failure="notFound" />;
}
