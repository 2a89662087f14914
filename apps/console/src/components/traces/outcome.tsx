import { Badge } from '@gatehouse/ui';
import { Check, CircleSlash, X } from 'lucide-react';
import { spellOut, toneOf } from './read-trace.ts';

const icons = { success: Check, neutral: CircleSlash, danger: X };

export function Outcome({ outcome }: { readonly outcome: string }) {
  const tone = toneOf(outcome);
  const Icon = icons[tone];
  return (
    <Badge tone={tone}>
      <Icon className="gh-icon" />
      {spellOut(outcome)}
    </Badge>
  );
}
