import type { Page } from 'playwright-core';
import { type Person, SignInPage } from './sign-in-page.ts';

/** The ways into the console and out of it. */
export class ConsoleEntrance {
  readonly #page: Page;
  readonly #origin: string;

  constructor(page: Page, origin: string) {
    this.#page = page;
    this.#origin = origin;
  }

  /** From the welcome page to the page after signing in, through the hosted pages. */
  async signUp(person: Person): Promise<void> {
    await this.#page.goto(`${this.#origin}/`);
    await this.signUpFromHere(person);
  }

  /** From a page that asks to sign in first. */
  async signUpFromHere(person: Person): Promise<void> {
    await this.#page.getByRole('link', { name: 'Create an account' }).click();
    const signIn = new SignInPage(this.#page);
    await signIn.fillRegistration(person);
    await signIn.signIn(person);
    await this.#page.waitForURL((url) => !url.pathname.startsWith('/p/'));
  }

  async nameWorkspace(name: string): Promise<void> {
    await this.#page.getByLabel('Name').fill(name);
    await this.#page.getByRole('button', { name: 'Create workspace' }).click();
    await this.#page.waitForURL(/\/projects\/new$/);
  }

  async signOut({ isScripted }: { readonly isScripted: boolean }): Promise<void> {
    if (isScripted) await this.#page.locator('.person').click();
    const role = isScripted ? 'menuitem' : 'button';
    await this.#page.getByRole(role, { name: 'Sign out', exact: true }).click();
    await this.#page.waitForLoadState();
  }

  /** The cookies that the console itself keeps in this browser. */
  async cookies() {
    const cookies = await this.#page.context().cookies(this.#origin);
    return cookies.map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }));
  }
}
