export interface OtherWayProps {
  readonly question: string;
  readonly href: string;
  readonly answer: string;
}

/** Below a thin line: where else one may want to go. */
export function OtherWay({ question, href, answer }: OtherWayProps) {
  return (
    <p className="hosted-other">
      {question} <a href={href}>{answer}</a>
    </p>
  );
}
