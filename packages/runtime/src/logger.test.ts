import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.ts';

function captureLines() {
  const lines: string[] = [];
  const logger = createLogger({
    name: 'test',
    destination: { write: (line) => void lines.push(line) },
  });
  return { logger, lines };
}

describe('createLogger', () => {
  it('redacts members, messages, errors and the bindings of children alike', () => {
    const { logger, lines } = captureLines();
    logger.child({ password: 'c4n4ry' }).info({ access_token: 'c4n4ry' }, 'sent %s', 'code=c4n4ry');
    logger.error({ err: new Error('client_secret=c4n4ry') }, 'Bearer c4n4ry-c4n4ry');
    logger.error(new Error('refresh_token=c4n4ry'));
    const cause = new Error('connect postgres://app:c4n4ry@db/gatehouse failed');
    logger.error(new Error('code=c4n4ry', { cause }));
    expect(lines).toHaveLength(4);
    expect(lines.join('')).not.toContain('c4n4ry');
  });

  it('attack 123: writes one line of JSON whatever the text holds', () => {
    const { logger, lines } = captureLines();
    logger.info({ path: '/a\r\n{"level":"fatal"}' }, 'first\r\nsecond\u001b[31m');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd().split('\n')).toHaveLength(1);
    expect(lines[0]).not.toContain('\u001b');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', name: 'test' });
  });
});
