import { describe, expect, it } from 'vitest';
import { html, nothing, renderHtml } from './html.ts';

describe('html', () => {
  it('lets no text become markup, in elements and in attributes', () => {
    const evil = `"><script>alert('x')</script>&`;
    expect(renderHtml(html`<a title="${evil}">${evil}</a>`)).toBe(
      '<a title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</a>',
    );
  });

  it('keeps markup that it made itself, one or many', () => {
    const items = ['a', '<'].map((text) => html`<li>${text}</li>`);
    expect(renderHtml(html`<ul>${items}</ul>${nothing}`)).toBe('<ul><li>a</li><li>&lt;</li></ul>');
  });
});
