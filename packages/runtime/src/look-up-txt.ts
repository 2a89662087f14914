// TXT records (RFC 1035 section 3.3.14) from the resolvers of this machine, within a deadline.

import { Resolver } from 'node:dns/promises';

export interface TxtLookUpOptions {
  /** For the whole look-up, whatever the resolvers do. */
  readonly deadlineMilliseconds?: number;
  /** Addresses of resolvers, such as `127.0.0.1:5353`; absent: those of this machine. */
  readonly servers?: readonly string[];
}

const usualDeadlineMilliseconds = 5_000;
// The name or the record is not there: that is an answer, everything else is none.
const absentCodes = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * @returns a look-up: the texts of a name, each record's strings joined; empty where it has none; undefined
 *   where nobody answered in time.
 */
export function createTxtLookUp(
  options: TxtLookUpOptions = {},
): (name: string) => Promise<readonly string[] | undefined> {
  const { deadlineMilliseconds = usualDeadlineMilliseconds, servers } = options;
  return async (name) => {
    // One for each look-up, because cancelling ends all that a resolver has under way.
    const resolver = new Resolver({ timeout: deadlineMilliseconds, tries: 1 });
    if (servers !== undefined) resolver.setServers([...servers]);
    const deadline = setTimeout(() => resolver.cancel(), deadlineMilliseconds);
    try {
      return (await resolver.resolveTxt(name)).map((strings) => strings.join(''));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      return absentCodes.has(code) ? [] : undefined;
    } finally {
      clearTimeout(deadline);
    }
  };
}
