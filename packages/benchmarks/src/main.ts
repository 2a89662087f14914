// `npm run bench`: the product's token path beside bare node:http, in interleaved rounds.

import { parseArgs } from 'node:util';
import { startBareServer } from './bare.ts';
import { buildFormPost, createMeasuredProject, obtainTokens } from './measured-project.ts';
import { measure, type Sample, type Subject } from './measurement.ts';
import { startProduct } from './product.ts';
import { buildReport } from './report.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '3' } },
});
const rounds = Number(values.rounds);
const length = { warmUpMilliseconds: 1000, milliseconds: Number(values.seconds) * 1000 };
if (!(rounds >= 1) || !(length.milliseconds >= 100)) {
  throw new Error('--rounds is at least 1 and --seconds at least 0.1.');
}

const product = await startProduct();
try {
  const project = await createMeasuredProject(product);
  const origin = `http://127.0.0.1:${product.port}`;
  const tokens = await obtainTokens(origin, project, 200);
  const tokenPath = `${project.path}/oauth2/token`;
  const form = { grant_type: 'client_credentials', scope: 'read' };
  const tokenBody = JSON.stringify({
    access_token: tokens[0],
    expires_in: 3600,
    scope: 'read',
    token_type: 'bearer',
  });
  const bare = await startBareServer(tokenBody);
  const ours = { port: product.port, pid: product.pid, against: 'bare' };
  const subjects: Subject[] = [
    {
      id: 'bare',
      title: 'bare node:http',
      port: bare.port,
      pid: bare.pid,
      requests: [buildFormPost(tokenPath, project.sealed, form)],
    },
    {
      ...ours,
      id: 'cc',
      title: 'client credentials, sealed token',
      requests: [buildFormPost(tokenPath, project.sealed, form)],
    },
    {
      ...ours,
      id: 'ccJwt',
      title: 'client credentials, ES256 JWT',
      requests: [buildFormPost(tokenPath, project.jwt, form)],
    },
    {
      ...ours,
      id: 'introspect',
      title: 'introspection, checked in PostgreSQL',
      requests: tokens.map((token) =>
        buildFormPost(`${project.path}/oauth2/introspect`, project.sealed, { token }),
      ),
    },
  ];
  const samples = new Map<string, Sample[]>(subjects.map(({ id }) => [id, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const subject of subjects) {
      console.error(`round ${round} of ${rounds}: ${subject.title}`);
      samples.get(subject.id)?.push(await measure(subject, length));
    }
  }
  bare.stop();
  console.log(
    `Node ${process.version}, ${rounds} interleaved rounds of ${values.seconds} s, 48 connections, medians;`,
  );
  console.log(
    'server, PostgreSQL (fsync on) and load generator share this machine. CPU is that of server and database.\n',
  );
  console.log(buildReport(subjects, samples));
} finally {
  await product.stop();
}
