// What every mail looks like. Mail programs know tables and inline styles, and little else.

import type { MailLocale } from '@gatehouse/protocol';
import type { CSSProperties, ReactNode } from 'react';
import type { MailBrand } from '../mail-brand.ts';

const fontFamily = '-apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';
const page: CSSProperties = { margin: 0, padding: 0, backgroundColor: '#f3f4f6', fontFamily };
const card: CSSProperties = {
  width: '100%',
  maxWidth: 560,
  backgroundColor: '#ffffff',
  borderRadius: 8,
  borderCollapse: 'separate',
};
const body: CSSProperties = { padding: 32, color: '#1f2937', fontSize: 16, lineHeight: '24px' };
const foot: CSSProperties = { padding: '16px 32px', color: '#6b7280', fontSize: 13 };

export interface MailFrameProperties {
  readonly locale: MailLocale;
  readonly brand: MailBrand;
  readonly heading: string;
  readonly why: string;
  readonly children: ReactNode;
}

export function MailFrame({ locale, brand, heading, why, children }: MailFrameProperties) {
  return (
    <html lang={locale} dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light" />
        <title>{heading}</title>
      </head>
      <body style={page}>
        <table role="presentation" width="100%" cellPadding={0} cellSpacing={0}>
          <tbody>
            <tr>
              <td align="center" style={{ padding: 24 }}>
                <table role="presentation" cellPadding={0} cellSpacing={0} style={card}>
                  <tbody>
                    <tr>
                      <td style={{ ...body, borderTop: `4px solid ${brand.primaryColour}` }}>
                        <p style={{ margin: '0 0 24px', fontWeight: 600 }}>{brand.projectName}</p>
                        <h1 style={{ margin: '0 0 16px', fontSize: 22, lineHeight: '28px' }}>
                          {heading}
                        </h1>
                        {children}
                      </td>
                    </tr>
                    <tr>
                      <td style={foot}>{why}</td>
                    </tr>
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  );
}

export function Paragraph({ children }: { readonly children: ReactNode }) {
  return <p style={{ margin: '0 0 16px' }}>{children}</p>;
}

export function ButtonLink(properties: {
  readonly brand: MailBrand;
  readonly href: string;
  readonly children: ReactNode;
}) {
  const { brand, href, children } = properties;
  const style: CSSProperties = {
    display: 'inline-block',
    padding: '12px 20px',
    borderRadius: 6,
    backgroundColor: brand.primaryColour,
    color: brand.onPrimaryColour,
    fontWeight: 600,
    textDecoration: 'none',
  };
  return (
    <p style={{ margin: '0 0 24px' }}>
      <a href={href} style={style}>
        {children}
      </a>
    </p>
  );
}
