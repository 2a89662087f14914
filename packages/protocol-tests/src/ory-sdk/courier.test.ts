import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createPerson } from '../drivers/browser.ts';
import { managementApi } from '../drivers/running-product.ts';
import { type ProjectSdk, refusalOf, sdkOf } from './sdk.ts';

describe('@ory/client, courier', () => {
  const person = createPerson();
  let sdk: ProjectSdk;

  /** Whoever has the address is told by mail when somebody signs up with it again. */
  beforeAll(async () => {
    sdk = sdkOf(await managementApi().createProject());
    await signUp();
    await Promise.allSettled([signUp()]);
  });

  async function signUp(): Promise<void> {
    const { email, name, password } = person;
    const { data } = await sdk.frontend.createNativeRegistrationFlow();
    await sdk.frontend.updateRegistrationFlow({
      flow: data.id,
      updateRegistrationFlowBody: { method: 'password', password, traits: { email, name } },
    });
  }

  const firstMessage = () =>
    vi.waitFor(
      async () => {
        const { data } = await sdk.courier.listCourierMessages({ recipient: person.email });
        expect(data).toHaveLength(1);
        return data[0];
      },
      { timeout: 20_000, interval: 200 },
    );

  const messageFields = {
    body: expect.any(String),
    created_at: expect.any(String),
    id: expect.any(String),
    recipient: person.email,
    send_count: expect.any(Number),
    status: expect.stringMatching(/^(?:queued|processing|sent|abandoned)$/),
    subject: expect.any(String),
    template_type: expect.any(String),
    type: 'email',
    updated_at: expect.any(String),
  };

  it('SDK-listCourierMessages lists what was sent to somebody', async () => {
    expect(await firstMessage()).toMatchObject(messageFields);
  });

  it('SDK-getCourierMessage reads one message', async () => {
    const id = (await firstMessage())?.id ?? '';
    const { data } = await sdk.courier.getCourierMessage({ id });
    expect(data).toMatchObject({ ...messageFields, id });
    expect(await refusalOf(sdk.courier.getCourierMessage({ id: randomUUID() }))).toBe(404);
  });
});
