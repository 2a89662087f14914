// What is held against what. A ratio is ours divided by the other's.

import type { Sample } from '../measurement/subject.ts';

export interface RowDefinition {
  readonly id: string;
  /** Undefined: that of our subject, which says how many there were. */
  readonly title: string | undefined;
  /** Ids of subjects. */
  readonly ours: string;
  /** Undefined: the figure stands for itself. */
  readonly other: string | undefined;
  readonly of: (sample: Sample) => number;
  /** `at least` for rates, `at most` for what should be small. */
  readonly target: { readonly kind: 'at least' | 'at most'; readonly ratio: number };
}

const rate = ({ load }: Sample) => load.requests / load.seconds;
const cpu = ({ cpuMicrosPerRequest }: Sample) => cpuMicrosPerRequest;
const p99 = ({ load }: Sample) => load.p99Micros;
const p95Ms = ({ load }: Sample) => load.p95Micros / 1000;
const p50 = ({ load }: Sample) => load.p50Micros;
const memory = ({ residentMegabytes }: Sample) => residentMegabytes;

const atLeast = (ratio: number) => ({ kind: 'at least', ratio }) as const;
const atMost = (ratio: number) => ({ kind: 'at most', ratio }) as const;

type Row = readonly [
  id: string,
  title: string | undefined,
  ours: string,
  other: string | undefined,
  of: RowDefinition['of'],
  target: RowDefinition['target'],
];

const rows: readonly Row[] = [
  ['cc.vsPeer', 'client credentials, sealed', 'cc', 'peer.cc', rate, atLeast(7)],
  ['cc.vsBare', 'the same', 'cc', 'bare.token', rate, atLeast(0.6)],
  ['cc.cpuVsPeer', 'the same, CPU', 'cc', 'peer.cc', cpu, atMost(1 / 7)],
  ['ccJwt.vsPeer', 'client credentials, ES256 JWT', 'ccJwt', 'memory.ccJwt', rate, atLeast(2.5)],
  ['introspect.vsPeer', 'introspection', 'introspect', 'peer.introspect', rate, atLeast(10)],
  ['introspect.vsBare', 'the same', 'introspect', 'bare.introspect', rate, atLeast(0.65)],
  ['code.vsPeer', 'code exchange', 'code', 'peer.code', rate, atLeast(4)],
  ['refresh.vsPeer', 'refresh with rotation', 'refresh', 'peer.refresh', rate, atLeast(4)],
  ['userinfo.vsPeer', 'userinfo', 'userinfo', 'peer.userinfo', rate, atLeast(8)],
  ['discovery.vsBare', 'discovery', 'discovery', 'bare.discovery', rate, atLeast(0.9)],
  ['jwks.vsBare', 'JWKS', 'jwks', 'bare.jwks', rate, atLeast(0.9)],
  ['cc.p99VsPeer', 'client credentials, p99', 'cc', 'peer.cc', p99, atMost(0.25)],
  [
    'introspect.p99VsPeer',
    'introspection, p99',
    'introspect',
    'peer.introspect',
    p99,
    atMost(0.15),
  ],
  [
    'cc.p50VsPeer',
    'client credentials, p50 of one connection',
    'cc.single',
    'peer.cc.single',
    p50,
    atMost(0.65),
  ],
  [
    'introspect.p50VsPeer',
    'introspection, p50 of one connection',
    'introspect.single',
    'peer.introspect.single',
    p50,
    atMost(0.65),
  ],
  [
    'noisy.p99',
    'client credentials beside a project far over its limit, p99',
    'cc.besideNoisy',
    'cc',
    p99,
    atMost(1.5),
  ],
  [
    'login.p99',
    'client credentials beside two logins, p99',
    'cc.besideLogins',
    'cc',
    p99,
    atMost(2),
  ],
  ['rows.introspect', undefined, 'rows.introspect@many', 'rows.introspect@few', rate, atLeast(0.8)],
  ['rows.refresh', undefined, 'rows.refresh@many', 'rows.refresh@few', rate, atLeast(0.9)],
  ['projects.cc', undefined, 'tenants.projects', 'tenants.oneProject', rate, atLeast(0.95)],
  ['clients.cc', undefined, 'tenants.clients', 'tenants.fewClients', rate, atLeast(0.95)],
  [
    'authorize.p95Ms',
    'authorization request to consent page, p95 in ms',
    'authorize',
    undefined,
    p95Ms,
    atMost(50),
  ],
  ['memory.vsPeer', 'memory under load', 'cc', 'peer.cc', memory, atMost(0.8)],
];

export const rowTable: readonly RowDefinition[] = rows.map(
  ([id, title, ours, other, of, target]) => ({ id, title, ours, other, of, target }),
);
