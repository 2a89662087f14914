// What one operation of the management API is. Server, client, documentation and the generated test all
// read the same entry, so none of them can know another API.

import type { Permission } from '@gatehouse/protocol';
import type * as z from 'zod';

/**
 * Where the tenant stands: in the path (`workspace`, `project`), or nowhere (`caller`: the operation
 * spans what the caller reaches, or makes a new tenant).
 */
export type TenantKind = 'caller' | 'workspace' | 'project';

export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base path, parameters in braces. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly tenant: TenantKind;
  /** What the caller needs in that tenant; `member`: any signed-in person, no key. */
  readonly permission: Permission | 'member';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly status: 200 | 201 | 204;
  /** `z.undefined()` where the answer has no body. */
  readonly response: z.ZodType;
}

export type OperationTable = Readonly<Record<string, Operation>>;
