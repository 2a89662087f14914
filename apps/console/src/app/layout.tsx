import '@gatehouse/ui/styles.css';
import '../styles/console.css';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { readConsoleRequest } from '../request/console-request.ts';

export const metadata: Metadata = {
  title: { default: 'Gatehouse', template: '%s · Gatehouse' },
  icons: { icon: { url: '/icon.svg', type: 'image/svg+xml' } },
};

// Every page shows what one member may see, now.
export const dynamic = 'force-dynamic';

export default function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  const { theme, nonce } = readConsoleRequest();
  return (
    <html
      lang="en"
      {...(theme === 'system' ? {} : { 'data-theme': theme })}
      suppressHydrationWarning
    >
      <head>
        <noscript>
          <style nonce={nonce}>{'.gh-needs-script { display: none; }'}</style>
        </noscript>
      </head>
      <body>{children}</body>
    </html>
  );
}
