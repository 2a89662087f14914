import type { WebhookDelivery } from '@gatehouse/contracts';
import { Badge, type Tone } from '@gatehouse/ui';

interface Shown {
  readonly tone: Tone;
  readonly text: string;
}

const shownAs: Readonly<Record<WebhookDelivery['status'], Shown>> = {
  pending: { tone: 'neutral', text: 'Waiting' },
  delivered: { tone: 'success', text: 'Delivered' },
  failed: { tone: 'danger', text: 'Given up' },
  abandoned: { tone: 'neutral', text: 'Not sent' },
};

/** One that was tried already and waits is tried again by itself. */
export function DeliveryStatus({ delivery }: { readonly delivery: WebhookDelivery }) {
  const isRetried = delivery.status === 'pending' && delivery.attempts.length > 0;
  const { tone, text } = isRetried
    ? { tone: 'warning' as const, text: 'Tried again' }
    : shownAs[delivery.status];
  return <Badge tone={tone}>{text}</Badge>;
}
