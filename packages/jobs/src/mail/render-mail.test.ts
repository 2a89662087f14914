import { buildProjectSettings, emptyProjectDocument } from '@gatehouse/protocol';
import { describe, expect, test } from 'vitest';
import { buildMailBrand } from './mail-brand.ts';
import { renderMail } from './render-mail.tsx';

const addressing = { mode: 'path', origin: 'https://auth.example.com' } as const;

function brandOf(name: string, primaryColour?: string) {
  const { branding } = buildProjectSettings(emptyProjectDocument);
  const settings = { branding: { ...branding, primaryColour } };
  return buildMailBrand({ name, slug: 'shop' }, settings, addressing);
}

const render = (name: string, locale: 'en' | 'de' = 'en', colour?: string) =>
  renderMail({ template: 'registration_attempt', locale }, brandOf(name, colour));

test('a mail says the same as a text and as a page, in the language that is asked for', async () => {
  const english = await render('Shop');
  expect(english.subject).toBe('You already have an account at Shop');
  expect(english.html).toContain('<html lang="en"');
  expect(english.text).toContain('nothing was created or changed');
  expect(english.text).toContain('https://auth.example.com/p/shop/login');
  const german = await render('Shop', 'de');
  expect(german.subject).toBe('Sie haben schon ein Konto bei Shop');
  expect(german.html).toContain('<html lang="de"');
  expect(german.text).toContain('nichts geändert');
});

test('the name of a project is text and nothing else, in the subject and in the page', async () => {
  const { subject, html } = await render('<img src=x onerror=alert(1)>\r\nBcc: a@b.example');
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(subject).not.toMatch(/[\r\n]/);
});

describe('the colour of a brand', () => {
  test('stands on the button, with text that can be read on it', async () => {
    expect((await render('Shop', 'en', '#ffee00')).html).toContain('background-color:#ffee00');
    expect(brandOf('Shop', '#ffee00').onPrimaryColour).toBe('#111827');
    expect(brandOf('Shop', '#036').onPrimaryColour).toBe('#ffffff');
  });

  test.each(['red;background:url(https://evil.example)', 'javascript:x', '#12345', '"><b>'])(
    'is not taken from %s',
    (colour) => {
      expect(brandOf('Shop', colour)).toEqual(brandOf('Shop'));
    },
  );
});
