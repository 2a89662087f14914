import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMailServer, type TestMailServer } from '../../test/mail-server.ts';
import { MailServerFailed, RecipientRefused } from './mail-delivery.ts';
import { openSmtpDelivery } from './smtp-delivery.ts';

const recipient = 'ann.secret@example.org';
const mail = {
  recipient,
  messageId: '0190f3a0-0000-7000-8000-000000000000',
  subject: 'Grüße',
  text: 'The text',
  html: '<p>The page</p>',
};
const from = 'Example <accounts@example.com>';

let server: TestMailServer;
beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server.close());

test('a mail goes to its one recipient as text and as a page, under an id that every attempt has', async () => {
  const delivery = openSmtpDelivery({ url: server.url, from });
  await delivery.send(mail);
  delivery.close();
  const [received] = server.received;
  expect(received).toMatchObject({ from: 'accounts@example.com', to: [recipient] });
  expect(received?.raw).toContain(`Message-ID: <${mail.messageId}@example.com>`);
  expect(received?.raw).toContain('From: Example <accounts@example.com>');
  expect(received?.raw).toContain('Auto-Submitted: auto-generated');
  expect(received?.raw).toContain('Content-Type: text/plain');
  expect(received?.raw).toContain('Content-Type: text/html');
});

test('attack 107: a recipient with a line break or a comma adds no header and no recipient', async () => {
  const delivery = openSmtpDelivery({ url: server.url, from });
  const already = server.received.length;
  for (const address of ['a@example.org\r\nBcc: b@example.org', 'a@example.org, b@example.org']) {
    await delivery.send({ ...mail, recipient: address }).catch(() => {});
  }
  delivery.close();
  for (const { to, raw } of server.received.slice(already)) {
    expect(to.length).toBe(1);
    expect(raw).not.toMatch(/^Bcc:/im);
  }
});

test('a refused recipient is refused for good, a failing server for now; neither error names anybody', async () => {
  const delivery = openSmtpDelivery({ url: server.url, from });
  const failureOf = async () => {
    const error: unknown = await delivery.send(mail).catch((caught: unknown) => caught);
    return { error, text: `${String(error)} ${JSON.stringify(error)}` };
  };
  server.refuseWith(550);
  const refused = await failureOf();
  server.refuseWith(451);
  const postponed = await failureOf();
  server.refuseWith(undefined);
  delivery.close();
  expect(refused.error).toBeInstanceOf(RecipientRefused);
  expect(refused.error).not.toHaveProperty('cause');
  expect(postponed.error).toBeInstanceOf(MailServerFailed);
  for (const { text } of [refused, postponed]) {
    expect(text).not.toContain('ann.secret');
    expect(text).not.toContain('No mailbox');
  }
});

test('a server that is not there fails for now', async () => {
  const delivery = openSmtpDelivery({ url: 'smtp://127.0.0.1:1', from });
  await expect(delivery.send(mail)).rejects.toBeInstanceOf(MailServerFailed);
  delivery.close();
});
