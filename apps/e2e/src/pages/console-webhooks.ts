import type { Page } from 'playwright-core';
import type { ConsoleProject } from './console-project.ts';

/** The webhooks of a project. */
export class ConsoleWebhooks {
  readonly #page: Page;
  readonly #project: ConsoleProject;

  constructor(page: Page, project: ConsoleProject) {
    this.#page = page;
    this.#project = project;
  }

  /** On the list, which is empty. @returns the secret, as it is shown this once. */
  async create(webhook: { url: string; event: string }): Promise<string> {
    await this.#project.open('/webhooks');
    await this.#page.getByRole('link', { name: 'Create webhook' }).click();
    await this.#page.waitForURL(/\/webhooks\/new$/);
    await this.#page.getByLabel('URL').fill(webhook.url);
    await this.#page.getByLabel(webhook.event).check();
    await this.#page.getByRole('button', { name: 'Create webhook' }).click();
    await this.#page.waitForURL(/\/webhooks\/[0-9a-f-]{36}$/);
    const text = await this.#page
      .getByText(/GATEHOUSE_WEBHOOK_SECRET=/)
      .first()
      .textContent();
    return /GATEHOUSE_WEBHOOK_SECRET=(\S+)/.exec(text ?? '')?.[1] ?? '';
  }

  async sendTest(): Promise<void> {
    await this.#press('Send test event', 'A test event is on its way');
  }

  async sendAgain(): Promise<void> {
    await this.#press('Send again', 'It is sent again under the same id.');
  }

  async disable(): Promise<void> {
    await this.#press('Disable webhook', 'Nothing is sent to it.');
  }

  async delete(): Promise<void> {
    await this.#project.confirm('Delete webhook');
    await this.#page.waitForURL(/\/webhooks$/);
  }

  /** @returns the state of the newest delivery, loaded anew. */
  async newestState(): Promise<string> {
    await this.#page.reload();
    const row = this.#page.getByRole('table', { name: 'Deliveries' }).locator('tbody tr').first();
    return (await row.locator('td').nth(1).textContent()) ?? '';
  }

  async openNewest(): Promise<void> {
    await this.#page.getByRole('table', { name: 'Deliveries' }).getByRole('link').first().click();
    await this.#page.waitForURL(/\/deliveries\/[0-9a-f-]{36}$/);
  }

  async #press(button: string, said: string): Promise<void> {
    await this.#page.getByRole('button', { name: button }).first().click();
    await this.#page.getByText(said).first().waitFor();
  }
}
