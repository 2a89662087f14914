import type { Page } from 'playwright-core';

export class ConsentPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** @returns all that the page says. */
  async read(): Promise<string | null> {
    await this.#page.getByRole('button', { name: 'Allow' }).waitFor();
    return this.#page.locator('main').textContent();
  }

  async answer(answer: 'Allow' | 'Deny'): Promise<URL> {
    await this.#page.getByRole('button', { name: answer }).click();
    await this.#page.waitForURL(/127\.0\.0\.1/);
    return new URL(this.#page.url());
  }

  /** @returns the sizes of the two buttons. */
  async measureButtons(): Promise<readonly (string | undefined)[]> {
    const sizes = [];
    for (const name of ['Allow', 'Deny']) {
      const box = await this.#page.getByRole('button', { name }).boundingBox();
      sizes.push(box === null ? undefined : `${Math.round(box.width)}x${Math.round(box.height)}`);
    }
    return sizes;
  }
}
