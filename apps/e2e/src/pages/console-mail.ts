import type { Page } from 'playwright-core';

/** What a project wrote to people, and what it could not do. */
export class ConsoleMail {
  readonly #page: Page;
  readonly #projectUrl: string;

  constructor(page: Page, projectUrl: string) {
    this.#page = page;
    this.#projectUrl = projectUrl;
  }

  /** @returns the recipients, newest first. */
  async recipients(): Promise<readonly string[]> {
    await this.#page.goto(`${this.#projectUrl}/mail`);
    await this.#page.getByRole('heading', { name: 'Mail', level: 1 }).waitFor();
    return this.#page.getByRole('table').locator('tbody tr td:nth-child(2)').allInnerTexts();
  }

  async openNewest(): Promise<void> {
    await this.#page.getByRole('table').getByRole('link').first().click();
    await this.#page.waitForURL(/\/mail\/[0-9a-f-]{36}$/);
  }

  async text(): Promise<string> {
    return (await this.#page.locator('pre').textContent()) ?? '';
  }

  async openFailedJobs(): Promise<void> {
    await this.#page.getByRole('link', { name: 'Failed jobs' }).click();
    await this.#page.waitForURL(/\/jobs$/);
  }
}
