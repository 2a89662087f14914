import { CopyButton } from './copy-button.tsx';
import { DownloadLink } from './download-link.tsx';

export interface CodeBlockProps {
  readonly code: string;
  /** What it is, for people who hear the page. */
  readonly label: string;
  /** Offers it as a file of this name too. */
  readonly fileName?: string;
}

export function CodeBlock({ code, label, fileName }: CodeBlockProps) {
  return (
    <section className="gh-code" aria-label={label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by keyboard too. */}
      <pre tabIndex={0}>
        <code>{code}</code>
      </pre>
      <div className="gh-code-tools">
        {fileName === undefined ? null : <DownloadLink text={`${code}\n`} fileName={fileName} />}
        <CopyButton value={code} label={`Copy ${label.toLowerCase()}`} />
      </div>
    </section>
  );
}
