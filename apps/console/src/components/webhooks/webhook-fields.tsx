import type { Webhook } from '@gatehouse/contracts';
import { webhookEventTypes } from '@gatehouse/protocol';
import { Checkbox, TextField } from '@gatehouse/ui';
import { eventField } from '../../forms/webhook-forms.ts';
import { eventTexts } from './event-texts.ts';

export interface WebhookFieldsProps {
  /** What was typed the last time. */
  readonly values: Readonly<Record<string, string>> | undefined;
  /** What is there; absent for a new one. */
  readonly webhook?: Webhook;
}

/** Where the events go, and which. */
export function WebhookFields({ values, webhook }: WebhookFieldsProps) {
  const isChosen = (type: (typeof webhookEventTypes)[number]) =>
    values === undefined
      ? (webhook?.events.includes(type) ?? false)
      : values[eventField(type)] !== undefined;
  return (
    <>
      <TextField
        id="url"
        name="url"
        type="url"
        label="URL"
        hint="Of your own server, reachable from here: https, at a public address."
        className="gh-mono"
        required
        maxLength={2048}
        spellCheck={false}
        placeholder="https://hooks.example.com/gatehouse"
        defaultValue={values?.['url'] ?? webhook?.url}
      />
      <TextField
        id="description"
        name="description"
        label="Description"
        optionalText="optional"
        maxLength={200}
        defaultValue={values?.['description'] ?? webhook?.description}
      />
      <fieldset className="gh-stack gh-stack-small">
        <legend className="gh-label">Events</legend>
        {webhookEventTypes.map((type) => (
          <Checkbox
            key={type}
            id={eventField(type)}
            name={eventField(type)}
            value="on"
            label={<code>{type}</code>}
            hint={eventTexts[type]}
            defaultChecked={isChosen(type)}
          />
        ))}
      </fieldset>
    </>
  );
}
