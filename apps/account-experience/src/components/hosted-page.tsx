import { Mark, WordMark } from '@gatehouse/ui';
import Head from 'next/head';
import type { ReactNode } from 'react';
import { localeNames } from '../locale/choose-locale.ts';
import { textsOf } from '../locale/texts.ts';
import type { Frame } from '../visit/frame.ts';

export interface HostedPageProps {
  readonly frame: Frame;
  readonly title: string;
  /** The page came back because something in it was wrong. */
  readonly hasErrors?: boolean;
  readonly children: ReactNode;
}

/** One column: the project, the task, the links below. */
export function HostedPage({ frame, title, hasErrors = false, children }: HostedPageProps) {
  const texts = textsOf[frame.locale];
  const documentTitle = texts.pageTitle(title, frame.name);
  return (
    <>
      <Head>
        <title>{hasErrors ? texts.errorTitle(documentTitle) : documentTitle}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      </Head>
      <div className="hosted">
        <div className="hosted-column">
          <main className="hosted-card">
            <ProjectSign frame={frame} />
            <h1 className="hosted-title">{title}</h1>
            {children}
          </main>
          <Footer frame={frame} />
        </div>
      </div>
    </>
  );
}

function ProjectSign({ frame: { isGatehouse, logo, name } }: { readonly frame: Frame }) {
  if (isGatehouse) {
    return (
      <p className="hosted-sign hosted-sign-gatehouse">
        <WordMark />
      </p>
    );
  }
  if (logo !== undefined) {
    return (
      <picture className="hosted-logo">
        <source media="(prefers-color-scheme: dark)" srcSet={logo.dark} />
        <img src={logo.light} alt={name} />
      </picture>
    );
  }
  const [initial = ''] = name;
  return (
    <p className="hosted-sign">
      <span className="hosted-initial" aria-hidden="true">
        {initial.toUpperCase()}
      </span>
      {name}
    </p>
  );
}

function Footer({ frame }: { readonly frame: Frame }) {
  const { footer } = textsOf[frame.locale];
  return (
    <footer className="hosted-footer">
      <nav className="hosted-links" aria-label={footer.language}>
        {frame.switches.map(({ locale, href }) => (
          <a
            key={locale}
            href={href}
            lang={locale}
            hrefLang={locale}
            {...(locale === frame.locale ? { 'aria-current': 'true' as const } : {})}
          >
            {localeNames[locale]}
          </a>
        ))}
      </nav>
      {frame.termsUrl === undefined ? null : <a href={frame.termsUrl}>{footer.terms}</a>}
      {frame.privacyUrl === undefined ? null : <a href={frame.privacyUrl}>{footer.privacy}</a>}
      {frame.showsGatehouse ? (
        <p className="hosted-secured">
          {footer.securedBy} <Mark size="small" /> <strong>Gatehouse</strong>
        </p>
      ) : null}
    </footer>
  );
}
