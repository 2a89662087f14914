import type { Page } from 'playwright-core';

export interface Person {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

export function newPerson(): Person {
  const id = crypto.randomUUID().slice(0, 8);
  return {
    email: `ada-${id}@example.com`,
    name: 'Ada Lovelace',
    password: `a lighthouse by the sea ${id}`,
  };
}

/** The hosted login page and the registration page behind it. */
export class SignInPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async register(person: Person): Promise<void> {
    await this.#page.getByRole('link', { name: 'Create an account' }).click();
    await this.fillRegistration(person);
  }

  /** On the registration page already. */
  async fillRegistration({ email, name, password }: Person): Promise<void> {
    await this.#page.getByLabel('Email address').fill(email);
    await this.#page.getByLabel('Name').fill(name);
    await this.#page.locator('input[name=password]').fill(password);
    await this.#page.getByRole('button', { name: 'Create account' }).click();
    await this.#page.getByText('Sign in with your password').waitFor();
  }

  async signIn({ email, password }: Pick<Person, 'email' | 'password'>): Promise<void> {
    await this.#page.getByLabel('Email address').fill(email);
    await this.#page.locator('input[name=password]').fill(password);
    await this.#page.getByRole('button', { name: 'Sign in' }).click();
    await this.#page.waitForLoadState();
  }

  /** With nothing but the keyboard, from where the page puts the focus. */
  async signInByKeyboard({ email, password }: Pick<Person, 'email' | 'password'>): Promise<void> {
    await this.#page.getByLabel('Email address').focus();
    await this.#page.keyboard.type(email);
    await this.#page.keyboard.press('Tab');
    await this.#page.keyboard.type(password);
    await this.#page.keyboard.press('Enter');
    await this.#page.waitForLoadState();
  }
}
