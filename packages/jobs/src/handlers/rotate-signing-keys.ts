// Moves a project's signing keys along their life. What is to be done is decided in `keys`; here it is
// carried out in one transaction and audited.

import type { ProjectTransaction, SigningKeyRow } from '@gatehouse/database';
import {
  buildKeyRow,
  decideKeyRotation,
  generateSigningKey,
  type RotationPlan,
  type RotationStep,
} from '@gatehouse/keys';
import {
  buildProjectSettings,
  issuerKeySet,
  jobKinds,
  maxAccessTokenLifetimeSeconds,
} from '@gatehouse/protocol';
import { done, type Job, type JobContext, type JobHandler } from '../job.ts';

const toSeconds = (date: Date) => Math.floor(date.getTime() / 1000);
const toDate = (seconds: number) => new Date(seconds * 1000);

function decide(
  rows: readonly SigningKeyRow[],
  keyRotationDays: number,
  nowSeconds: number,
): RotationPlan {
  const keys = rows.map((row) => ({
    kid: row.kid,
    alg: row.alg,
    state: row.state,
    createdAtSeconds: toSeconds(row.createdAt),
    activatedAtSeconds: row.activatedAt === null ? undefined : toSeconds(row.activatedAt),
    deleteAfterSeconds: row.deleteAfter === null ? undefined : toSeconds(row.deleteAfter),
  }));
  // A client may have longer lifetimes than its project, so the longest of all counts.
  const settings = { keyRotationDays, longestTokenLifetimeSeconds: maxAccessTokenLifetimeSeconds };
  return decideKeyRotation(keys, settings, nowSeconds);
}

/** @returns the key that the step was about. */
async function carryOut(
  context: JobContext,
  tx: ProjectTransaction,
  step: RotationStep,
): Promise<string> {
  const now = toDate(context.clock.nowSeconds());
  const setId = issuerKeySet;
  switch (step.kind) {
    case 'create': {
      const key = await generateSigningKey(step.algorithm);
      const life = step.state === 'active' ? { activatedAt: now } : { state: 'published' as const };
      const place = { projectId: tx.projectId, setId };
      await tx.signingKeys.insert(buildKeyRow(context, place, { ...key, ...life }));
      return key.kid;
    }
    case 'activate':
      await tx.signingKeys.setState(
        { setId, kid: step.kid },
        { state: 'active', activatedAt: now },
      );
      return step.kid;
    case 'retire': {
      const deleteAfter = toDate(step.deleteAfterSeconds);
      const change = { state: 'retired', retiredAt: now, deleteAfter } as const;
      await tx.signingKeys.setState({ setId, kid: step.kid }, change);
      return step.kid;
    }
    case 'delete':
      await tx.signingKeys.delete({ setId, kid: step.kid });
      return step.kid;
  }
}

const actions = {
  create: 'signing_key.published',
  activate: 'signing_key.activated',
  retire: 'signing_key.retired',
  delete: 'signing_key.deleted',
};

/** The console's own project has no workspace that would keep an audit log. */
async function audit(tx: ProjectTransaction, job: Job, step: RotationStep & { kid: string }) {
  if (tx.workspaceId === null) return;
  const { kid, ...changes } = step;
  await tx.audit({
    actor: { kind: 'job', id: jobKinds.rotateSigningKeys, name: 'Key rotation' },
    action: actions[step.kind],
    targetType: 'json_web_key',
    targetId: `${issuerKeySet}/${kid}`,
    changes,
    requestId: job.id,
  });
}

/** Rotates one project's keys; `recurring` in the payload keeps the row for the next time. */
export const rotateSigningKeys: JobHandler = async (context, job) => {
  const scope = await context.store.scopeOfProject(job.projectId);
  if (scope === undefined) return done;
  const nowSeconds = context.clock.nowSeconds();
  const plan = await context.store.withProject(scope, async (tx) => {
    if ((await tx.project()) === undefined) return undefined;
    const { document } = await tx.revisions.current();
    const { keyRotationDays } = buildProjectSettings(document);
    const decided = decide(await tx.signingKeys.list(issuerKeySet), keyRotationDays, nowSeconds);
    for (const step of decided.steps) {
      const kid = await carryOut(context, tx, step);
      await audit(tx, job, { ...step, kid });
    }
    return decided;
  });
  if (plan === undefined || job.payload['recurring'] !== true) return done;
  return { kind: 'again', afterSeconds: Math.max(1, plan.nextDecisionSeconds - nowSeconds) };
};
