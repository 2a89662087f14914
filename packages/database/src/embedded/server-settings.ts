// The server's settings: durable, closed, and modest enough for a small machine.
import type { DataFolder } from './data-folder.ts';
import type { ListenAddress } from './listen-address.ts';

const defaultSettings: Readonly<Record<string, string>> = {
  cluster_name: 'gatehouse',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  password_encryption: 'scram-sha-256',
  shared_buffers: '128MB',
  max_connections: '60',
  max_wal_size: '512MB',
  max_parallel_workers_per_gather: '0',
  log_checkpoints: 'off',
  huge_pages: 'off',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %q%u@%d ',
};

/** The last argument of a server: names the data folder of ours that it serves. */
export function buildServerMark(folder: DataFolder): string {
  return `gatehouse.data_folder=${folder.root}`;
}

export interface ServerPlace {
  readonly folder: DataFolder;
  readonly address: ListenAddress;
  /** The cluster and the socket's folder, as the server sees them. */
  readonly paths: readonly string[];
}

/** `settings` override the defaults, but not where the server listens. */
export function buildServerArguments(
  { folder, address, paths }: ServerPlace,
  settings: Readonly<Record<string, string>> = {},
): string[] {
  const [cluster = '', socket = ''] = paths;
  const listen = {
    port: String(address.port),
    listen_addresses: address.isSocket ? '' : address.host,
    unix_socket_directories: address.isSocket ? socket : '',
    unix_socket_permissions: '0700',
  };
  const merged = { ...defaultSettings, ...settings, ...listen };
  const flags = Object.entries(merged).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', cluster, ...flags, '-c', buildServerMark(folder)];
}
