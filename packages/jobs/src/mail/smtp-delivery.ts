// Mail over SMTP (RFC 5321), encrypted unless the server stands on this machine or its URL says otherwise.

import { isLoopbackHost } from '@gatehouse/protocol';
import { createTransport } from 'nodemailer';
import {
  type MailDelivery,
  MailServerFailed,
  type OutgoingMail,
  RecipientRefused,
} from './mail-delivery.ts';

export interface SmtpSettings {
  /** `smtp://` (STARTTLS) or `smtps://`, with user and password where the server wants them. */
  readonly url: string;
  /** An address, or a name and an address in angle brackets. */
  readonly from: string;
}

const connectMilliseconds = 10_000;
const answerMilliseconds = 30_000;

export function openSmtpDelivery({ url, from }: SmtpSettings): MailDelivery {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url);
  const isLocal = isLoopbackHost(hostname);
  const transport = createTransport({
    pool: true,
    maxConnections: 2,
    host: hostname,
    ...(port === '' ? {} : { port: Number(port) }),
    secure: protocol === 'smtps:',
    requireTLS: !isLocal && searchParams.get('requireTLS') !== 'false',
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: connectMilliseconds,
    greetingTimeout: connectMilliseconds,
    socketTimeout: answerMilliseconds,
    // What is rendered from people's input reads no file and no address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    channel: 'smtp',
    async send(mail) {
      try {
        await transport.sendMail(buildMessage(mail, from));
      } catch (error) {
        throw describeFailure(error);
      }
    },
    close: () => transport.close(),
  };
}

function buildMessage({ recipient, messageId, subject, text, html }: OutgoingMail, from: string) {
  const domain = /@([^@>\s]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  return {
    from,
    // As an object: a comma in it makes no second recipient.
    to: { name: '', address: recipient },
    subject,
    text,
    html,
    messageId: `<${messageId}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

/** Neither the server's words nor the library's go on: both name the recipient. */
function describeFailure(error: unknown): Error {
  const { code, responseCode } = { code: undefined, responseCode: undefined, ...Object(error) };
  const answer =
    typeof responseCode === 'number' ? ` The mail server answered ${responseCode}.` : '';
  const kind = typeof code === 'string' && /^[A-Z]{1,16}$/.test(code) ? ` (${code})` : '';
  if (code === 'EENVELOPE' && typeof responseCode === 'number' && responseCode >= 500) {
    return new RecipientRefused(`The recipient was refused${kind}.${answer}`);
  }
  return new MailServerFailed(`The mail was not sent${kind}.${answer}`);
}
