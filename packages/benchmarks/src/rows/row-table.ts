// What is held against what. A ratio is ours divided by the other's.

import type { Sample } from '../measurement/subject.ts';

export interface RowDefinition {
  readonly id: string;
  readonly title: string;
  /** Ids of subjects. */
  readonly ours: string;
  readonly other: string;
  readonly of: (sample: Sample) => number;
  /** `at least` for rates, `at most` for what should be small. */
  readonly target: { readonly kind: 'at least' | 'at most'; readonly ratio: number };
}

const rate = ({ load }: Sample) => load.requests / load.seconds;
const cpu = ({ cpuMicrosPerRequest }: Sample) => cpuMicrosPerRequest;
const p99 = ({ load }: Sample) => load.p99Micros;
const p50 = ({ load }: Sample) => load.p50Micros;
const memory = ({ residentMegabytes }: Sample) => residentMegabytes;

const atLeast = (ratio: number) => ({ kind: 'at least', ratio }) as const;
const atMost = (ratio: number) => ({ kind: 'at most', ratio }) as const;

type Row = readonly [
  id: string,
  title: string,
  ours: string,
  other: string,
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
  ['memory.vsPeer', 'memory under load', 'cc', 'peer.cc', memory, atMost(0.8)],
];

export const rowTable: readonly RowDefinition[] = rows.map(
  ([id, title, ours, other, of, target]) => ({ id, title, ours, other, of, target }),
);
