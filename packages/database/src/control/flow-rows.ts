import type { Flow, FlowForm, FlowKind } from '@gatehouse/identity-engine';
import type { SelfServiceFlow } from '../generated/client.ts';
import type { FlowRows } from '../identity-transactions.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import { readSeconds, writeSeconds } from './seconds.ts';
import { isStorableUuid, readJson, writeBytes, writeJson } from './stored-values.ts';

export function buildFlowRows({ tx, projectId }: ProjectContext): FlowRows {
  return {
    async insert(flow) {
      await tx.selfServiceFlow.createMany({ data: [{ projectId, ...writeFlow(flow) }] });
    },
    async find(flowId) {
      if (!isStorableUuid(flowId)) return undefined;
      const row = await tx.selfServiceFlow.findUnique({
        where: { projectId_flowId: { projectId, flowId } },
      });
      return row === null ? undefined : readFlow(row);
    },
    async setForm(flowId, form) {
      const { count } = await tx.selfServiceFlow.updateMany({
        where: { projectId, flowId, completedAt: null },
        data: { form: writeJson(form) },
      });
      return count > 0;
    },
    async complete(flowId, at) {
      const { count } = await tx.selfServiceFlow.updateMany({
        where: { projectId, flowId, completedAt: null, expiresAt: { gt: at } },
        data: { completedAt: at },
      });
      return count > 0;
    },
    async deleteExpired(before, limit) {
      return tx.$executeRaw`
        DELETE FROM self_service_flows WHERE project_id = ${projectId}::uuid AND flow_id IN (
          SELECT flow_id FROM self_service_flows
          WHERE project_id = ${projectId}::uuid AND expires_at < ${before}::timestamptz
          ORDER BY expires_at LIMIT ${limit}::int
        )`;
    },
  };
}

function writeFlow(flow: Flow) {
  return {
    flowId: flow.flowId,
    kind: flow.kind,
    flavour: flow.flavour,
    browserHash: flow.browserHash === undefined ? null : writeBytes(flow.browserHash),
    requestUrl: flow.requestUrl,
    returnTo: flow.returnTo ?? null,
    loginChallenge: flow.loginChallenge ?? null,
    isRefresh: flow.isRefresh,
    form: writeJson(flow.form),
    issuedAt: writeSeconds(flow.issuedAtSeconds),
    expiresAt: writeSeconds(flow.expiresAtSeconds),
  };
}

function readFlow(row: SelfServiceFlow): Flow {
  return {
    flowId: row.flowId,
    kind: readJson<FlowKind>(row.kind),
    flavour: row.flavour === 'browser' ? 'browser' : 'api',
    browserHash: row.browserHash ?? undefined,
    requestUrl: row.requestUrl,
    returnTo: row.returnTo ?? undefined,
    loginChallenge: row.loginChallenge ?? undefined,
    isRefresh: row.isRefresh,
    issuedAtSeconds: readSeconds(row.issuedAt),
    expiresAtSeconds: readSeconds(row.expiresAt),
    isCompleted: row.completedAt !== null,
    form: readJson<FlowForm>(row.form),
  };
}
