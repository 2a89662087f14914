// For each of some subjects the floor: bare node:http that is sent the very same requests and answers the very
// same bytes.

import { exchangeMessage } from '../load/exchange-message.ts';
import type { Subject } from '../measurement/subject.ts';
import type { BareServer } from './start-bare.ts';

const floors = [
  { of: 'cc', id: 'bare.token' },
  { of: 'introspect', id: 'bare.introspect' },
  { of: 'discovery', id: 'bare.discovery' },
  { of: 'jwks', id: 'bare.jwks' },
];

export async function buildBareSubjects(
  bare: BareServer,
  measured: readonly Subject[],
  isWanted: (floor: Pick<Subject, 'id'>) => boolean,
): Promise<Subject[]> {
  const subjects: Subject[] = [];
  for (const { of, id } of floors.filter(isWanted)) {
    const subject = measured.find((other) => other.id === of);
    const requests = await subject?.requests();
    if (subject === undefined || requests?.kind !== 'repeat')
      throw new Error(`No floor for ${of}.`);
    const [message = ''] = requests.messages;
    const { status, body } = await exchangeMessage(subject.server.port, message);
    if (status !== 200) throw new Error(`${subject.title} answers ${status}: ${body}`);
    bare.answer(message.split(' ')[1] ?? '', body);
    subjects.push({ ...subject, id, title: `bare node:http: ${subject.title}`, server: bare });
  }
  return subjects;
}
