// From a template to a subject, a text and a page. React escapes whatever people have put in.

import type { MailLocale, MailTemplate, RenderedMail } from '@gatehouse/protocol';
import { render, toPlainText } from '@react-email/render';
import type { ReactElement } from 'react';
import type { MailBrand } from './mail-brand.ts';
import { RegistrationAttempt } from './templates/registration-attempt.tsx';
import { english } from './texts/english.ts';
import { german } from './texts/german.ts';
import type { MailTexts } from './texts/mail-texts.ts';

const textsOf: Readonly<Record<MailLocale, MailTexts>> = { en: english, de: german };

interface Written {
  readonly subject: string;
  readonly element: ReactElement;
}

type Write = (parts: {
  readonly locale: MailLocale;
  readonly texts: MailTexts;
  readonly brand: MailBrand;
}) => Written;

const templateTable: Readonly<Record<MailTemplate, Write>> = {
  registration_attempt: (parts) => ({
    subject: parts.texts.registrationAttempt.subject(parts.brand.projectName),
    element: <RegistrationAttempt {...parts} />,
  }),
};

export async function renderMail(
  order: { readonly template: MailTemplate; readonly locale: MailLocale },
  brand: MailBrand,
): Promise<RenderedMail> {
  const { template, locale } = order;
  const { subject, element } = templateTable[template]({ locale, texts: textsOf[locale], brand });
  const html = await render(element);
  return { subject, html, text: toPlainText(html) };
}
