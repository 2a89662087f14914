import { english } from '../locale/english.ts';

/** Next asks for one; addresses that are no page never come this far. */
export default function UnknownPage() {
  return <p>{english.failures.notFound.title}</p>;
}
