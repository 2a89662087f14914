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

/** `settings` override the defaults, but not where the server listens. */
export function buildServerArguments(
  folder: DataFolder,
  address: ListenAddress,
  settings: Readonly<Record<string, string>> = {},
): string[] {
  const listen = {
    port: String(address.port),
    listen_addresses: address.isSocket ? '' : address.host,
    unix_socket_directories: address.isSocket ? address.host : '',
    unix_socket_permissions: '0700',
  };
  const merged = { ...defaultSettings, ...settings, ...listen };
  const flags = Object.entries(merged).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', folder.cluster, ...flags];
}
