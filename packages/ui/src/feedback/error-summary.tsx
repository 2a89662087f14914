import { CircleAlert } from 'lucide-react';

export interface SummaryError {
  readonly text: string;
  /** The id of the field that it is about. */
  readonly fieldId?: string;
}

export interface ErrorSummaryProps {
  readonly title: string;
  readonly errors: readonly SummaryError[];
}

/** Everything that is wrong with a form, above it. It takes the focus when the page opens, script or not. */
export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  return (
    <div
      className="gh-alert gh-tone-danger"
      role="alert"
      aria-labelledby="error-summary-title"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: the person has just sent this form, and what is wrong comes first.
      autoFocus
    >
      <CircleAlert className="gh-icon" />
      <div className="gh-alert-body">
        <p className="gh-alert-title" id="error-summary-title">
          {title}
        </p>
        {errors.length === 0 ? null : (
          <ul>
            {errors.map(({ text, fieldId }) => (
              <li key={`${fieldId} ${text}`}>
                {fieldId === undefined ? text : <a href={`#${fieldId}`}>{text}</a>}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
