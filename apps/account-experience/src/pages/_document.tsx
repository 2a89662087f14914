// The document around a page: no script of Next's, one small script of ours, the project's colour.

import { buildBrandStyle } from '@gatehouse/ui';
import { type DocumentProps, Head, Html, Main } from 'next/document';
import type { Frame } from '../visit/frame.ts';

/** These pages are plain documents: nothing of React or Next runs in the browser. */
class ScriptlessHead extends Head {
  override getScripts() {
    return [];
  }

  override getPreloadMainLinks() {
    return [];
  }

  override getPreloadDynamicChunks() {
    return [];
  }
}

/** Pages that were made when the app was built have none. */
function readFrame(props: DocumentProps): Partial<Frame> {
  return props.__NEXT_DATA__.props['pageProps']?.frame ?? {};
}

export default function HostedDocument(props: DocumentProps) {
  const { locale = 'en', nonce, primaryColour } = readFrame(props);
  const brandStyle = primaryColour === undefined ? '' : buildBrandStyle(primaryColour);
  return (
    <Html lang={locale}>
      <ScriptlessHead {...(nonce === undefined ? {} : { nonce })}>
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbfaf7" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#151410" />
        <link rel="icon" href="/hosted/icon.svg" type="image/svg+xml" />
        {brandStyle === '' ? null : (
          <style nonce={nonce} dangerouslySetInnerHTML={{ __html: brandStyle }} />
        )}
        {nonce === undefined ? null : <script src="/hosted/comfort.js" nonce={nonce} defer />}
      </ScriptlessHead>
      <body>
        <Main />
      </body>
    </Html>
  );
}
