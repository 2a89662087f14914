import type { Page } from 'playwright-core';

/** The hosted page for codes of devices, and the consent behind it. */
export class DevicePage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async enter(code: string): Promise<void> {
    await this.#page.getByRole('textbox', { name: 'Code' }).fill(code);
    await this.send();
  }

  async send(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Continue' }).click();
    await this.#page.waitForLoadState();
  }

  entered(): Promise<string> {
    return this.#page.getByRole('textbox', { name: 'Code' }).inputValue();
  }

  /** @returns all that the consent says. */
  async readConsent(): Promise<string | null> {
    await this.#page.getByRole('button', { name: 'Allow' }).waitFor();
    return this.#page.locator('main').textContent();
  }

  answer(answer: 'Allow' | 'Deny'): Promise<void> {
    return this.#page.getByRole('button', { name: answer }).click();
  }
}
