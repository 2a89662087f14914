import { Download } from 'lucide-react';
import { buttonClass } from '../forms/button.tsx';

export interface DownloadLinkProps {
  readonly text: string;
  readonly fileName: string;
}

/** A text that the page holds already, as a file; it needs no script and asks no server. */
export function DownloadLink({ text, fileName }: DownloadLinkProps) {
  return (
    <a
      className={buttonClass({ variant: 'quiet', size: 'small', isIconOnly: true })}
      href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
      download={fileName}
      aria-label={`Download ${fileName}`}
      title={`Download ${fileName}`}
    >
      <Download className="gh-icon" />
    </a>
  );
}
