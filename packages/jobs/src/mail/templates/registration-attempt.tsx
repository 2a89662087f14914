import type { MailLocale } from '@gatehouse/protocol';
import type { MailBrand } from '../mail-brand.ts';
import type { MailTexts } from '../texts/mail-texts.ts';
import { ButtonLink, MailFrame, Paragraph } from './mail-frame.tsx';

/** Tells whoever has an address that somebody tried to sign up with it again. */
export function RegistrationAttempt(properties: {
  readonly locale: MailLocale;
  readonly texts: MailTexts;
  readonly brand: MailBrand;
}) {
  const { locale, texts, brand } = properties;
  const { heading, happened, ifYou, signIn, ifNotYou } = texts.registrationAttempt;
  const why = texts.why(brand.projectName);
  return (
    <MailFrame locale={locale} brand={brand} heading={heading} why={why}>
      <Paragraph>{happened(brand.projectName)}</Paragraph>
      <Paragraph>{ifYou}</Paragraph>
      <ButtonLink brand={brand} href={`${brand.projectUrl}/login`}>
        {signIn}
      </ButtonLink>
      <Paragraph>{ifNotYou}</Paragraph>
    </MailFrame>
  );
}
