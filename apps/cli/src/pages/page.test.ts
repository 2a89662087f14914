import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { html } from './html.ts';
import { buildPage } from './page.ts';

describe('a page of the command', () => {
  const { headers, body = '' } = buildPage({
    title: 'A title',
    name: 'Name',
    body: html`<p>x</p>`,
  });

  it('has a policy that allows its own style sheet and no script, form or frame', () => {
    const style = /<style>([\s\S]*)<\/style>/.exec(body)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain(`style-src 'sha256-${hash}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(body).not.toMatch(/<script|style="| on\w+="/);
  });

  it('is stored nowhere and gives its address to nobody', () => {
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });
});
