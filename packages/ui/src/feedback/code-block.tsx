import { CopyButton } from './copy-button.tsx';

export interface CodeBlockProps {
  readonly code: string;
  /** What it is, for people who hear the page. */
  readonly label: string;
}

export function CodeBlock({ code, label }: CodeBlockProps) {
  return (
    <section className="gh-code" aria-label={label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by keyboard too. */}
      <pre tabIndex={0}>
        <code>{code}</code>
      </pre>
      <CopyButton className="gh-code-copy" value={code} label={`Copy ${label.toLowerCase()}`} />
    </section>
  );
}
