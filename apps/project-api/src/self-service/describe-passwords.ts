// How busy this process is with passwords, as metrics.

import type { PasswordPool } from '@gatehouse/keys';
import type { MetricSource } from '@gatehouse/runtime';

export function describePasswords(pool: PasswordPool): readonly MetricSource[] {
  return [() => read(pool)];
}

function read({ taken, places, refused }: PasswordPool): ReturnType<MetricSource> {
  return [
    {
      kind: 'gauge',
      name: 'gatehouse_password_places',
      help: 'Places for people whose password is being hashed or waits for that: taken, and all.',
      points: [
        { labels: { state: 'taken' }, value: taken },
        { labels: { state: 'all' }, value: places },
      ],
    },
    {
      kind: 'counter',
      name: 'gatehouse_passwords_refused_total',
      help: 'People asked to try again because no place was free.',
      points: [{ value: refused }],
    },
  ];
}
