// Replays the journal against the running product and its rows.

import type { ProjectApi } from '@gatehouse/protocol-tests/drivers';
import type { Chance } from '../chance.ts';
import type { StoredEntry } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import { buildExpectations, type Expectation, findRepeatedCodes } from './replay.ts';
import { checkProjects, checkRules, checkWrites, type ReadRows } from './stored-rows.ts';
import type { Report, Violation } from './violation.ts';

export interface Checked {
  readonly project: ProjectApi;
  readonly journal: Journal;
  readonly rows: ReadRows;
  /** Asks the management API whether the audit chain verifies. @returns what is wrong with it. */
  readonly verifyAudit: () => Promise<string | undefined>;
  readonly chance: Chance;
}

const parallel = 16;
/** Tokens that were active after earlier injections are asked for again so many at a time. */
const mostEarlier = 1_500;

export class Checker {
  readonly #checked: Checked;
  #entries = 0;
  readonly #reported = new Set<string>();

  constructor(checked: Checked) {
    this.#checked = checked;
  }

  /**
   * Checks everything that was acknowledged since the last time, every revocation, a sample of what is
   * older, and all rows. What was reported once is not reported again: it is about the fault before.
   */
  async check(): Promise<Report> {
    const { project, journal, rows, verifyAudit } = this.#checked;
    const entries = await journal.read();
    const expectations = this.#choose(entries);
    const [broken, ...stored] = await Promise.all([
      this.#introspect(expectations),
      checkRules(rows, project.address.id),
      checkProjects(rows),
      checkWrites(rows, project.address.id, entries),
    ]);
    const audit = await verifyAudit();
    const chain: Violation[] =
      audit === undefined ? [] : [{ invariant: 'I7', request: undefined, found: audit }];
    const found = [...broken, ...findRepeatedCodes(entries), ...stored.flat(), ...chain];
    this.#entries = entries.length;
    return {
      violations: inOrder(found, entries).filter((violation) => this.#isNew(violation)),
      checkedTokens: expectations.length,
    };
  }

  #isNew(violation: Violation): boolean {
    const text = JSON.stringify(violation);
    if (this.#reported.has(text)) return false;
    this.#reported.add(text);
    return true;
  }

  #choose(entries: readonly StoredEntry[]): readonly Expectation[] {
    const recent = new Set(entries.slice(this.#entries).map(({ request }) => request));
    const all = buildExpectations(entries, Date.now());
    const certain = all.filter(({ request, isActive }) => !isActive || recent.has(request));
    const earlier = all.filter(({ request, isActive }) => isActive && !recent.has(request));
    return [...certain, ...this.#checked.chance.sample(earlier, mostEarlier)];
  }

  async #introspect(expectations: readonly Expectation[]): Promise<readonly Violation[]> {
    const { project, journal } = this.#checked;
    const broken: Violation[] = [];
    const waiting = expectations.values();
    const ask = async () => {
      for (const { request, token, isActive } of waiting) {
        if ((await project.isActive(journal.unseal(token))) === isActive) continue;
        broken.push({
          invariant: isActive ? 'I1' : 'I2',
          request,
          found: `its ${token.use} token is ${isActive ? 'inactive' : 'active'}`,
        });
      }
    };
    await Promise.all(Array.from({ length: parallel }, ask));
    return broken;
  }
}

function inOrder(
  violations: readonly Violation[],
  entries: readonly StoredEntry[],
): readonly Violation[] {
  const places = new Map(entries.map(({ request }, place) => [request, place]));
  const placeOf = ({ request }: Violation) => places.get(request ?? '') ?? entries.length;
  return violations.toSorted((a, b) => placeOf(a) - placeOf(b));
}
