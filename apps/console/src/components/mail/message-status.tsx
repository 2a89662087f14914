import type { ListedMessage } from '@gatehouse/contracts';
import { Badge, type Tone } from '@gatehouse/ui';

interface Shown {
  readonly tone: Tone;
  readonly text: string;
}

const shownAs: Readonly<Record<ListedMessage['status'], Shown>> = {
  queued: { tone: 'neutral', text: 'Waiting' },
  processing: { tone: 'neutral', text: 'Being sent' },
  sent: { tone: 'success', text: 'Sent' },
  abandoned: { tone: 'danger', text: 'Refused' },
};

/** A mail that only stands here was sent nowhere, whatever its state is called. */
export function MessageStatus({ message }: { readonly message: ListedMessage }) {
  const isKept = message.status === 'sent' && message.channel === 'viewer';
  const { tone, text } = isKept
    ? { tone: 'neutral' as const, text: 'Kept here' }
    : shownAs[message.status];
  return <Badge tone={tone}>{text}</Badge>;
}
