import type { Page } from 'playwright-core';
import { ConsoleEntrance } from './console-entrance.ts';
import type { Person } from './sign-in-page.ts';

/** Where the link of an invitation leads. */
export class JoinPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async open(link: string): Promise<void> {
    await this.#page.goto(link);
  }

  /** From the page that asks to sign in first to the one that asks whether to join. */
  async signUp(person: Person): Promise<void> {
    const entrance = new ConsoleEntrance(this.#page, new URL(this.#page.url()).origin);
    await entrance.signUpFromHere(person);
  }

  read(): Promise<string | null> {
    return this.#page.locator('main').textContent();
  }

  async accept(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Join workspace' }).click();
    await this.#page.waitForURL(/\/workspaces\/[0-9a-f-]{36}$/);
  }
}
