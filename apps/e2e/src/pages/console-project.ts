import type { Page } from 'playwright-core';

export interface ConsoleLook {
  readonly isScripted: boolean;
}

/** The pages of one project. */
export class ConsoleProject {
  readonly #page: Page;
  readonly #look: ConsoleLook;
  #url = '';

  constructor(page: Page, look: ConsoleLook = { isScripted: true }) {
    this.#page = page;
    this.#look = look;
  }

  get url(): string {
    return this.#url;
  }

  /** On the page that asks for the new project. */
  async create(name: string): Promise<void> {
    await this.#page.getByLabel('Name').fill(name);
    await this.#page.getByLabel('Development').check();
    await this.#page.getByRole('button', { name: 'Create project' }).click();
    await this.#page.waitForURL(/\/projects\/[0-9a-f-]{36}$/);
    this.#url = this.#page.url();
  }

  get id(): string {
    return this.#url.split('/').at(-1) ?? '';
  }

  async open(section = ''): Promise<void> {
    await this.#page.goto(this.#url + section);
  }

  /** @returns the id and the secret, as they are shown this once. */
  async createClient(client: { name: string; redirectUri: string }) {
    await this.open('/clients/new');
    await this.#page.getByLabel('Web application').check();
    await this.#page.getByLabel('Name').fill(client.name);
    await this.#page.getByLabel('Redirect URIs').fill(client.redirectUri);
    await this.#page.getByRole('button', { name: 'Create client' }).click();
    await this.#page.waitForURL(/\/clients\/[0-9a-f-]{36}$/);
    const shown = this.#shownSecret();
    const text = await shown
      .getByText(/^CLIENT_SECRET|CLIENT_SECRET=/)
      .first()
      .textContent();
    const file = await shown
      .getByRole('link', { name: 'Download gatehouse.env' })
      .getAttribute('href');
    return {
      id: this.#page.url().split('/').at(-1) ?? '',
      secret: /CLIENT_SECRET=(\S+)/.exec(text ?? '')?.[1] ?? '',
      file: decodeURIComponent(file ?? ''),
    };
  }

  /** @returns what its page says to paste into a terminal, too. */
  async createDevice(name: string) {
    await this.open('/clients/new');
    await this.#page.getByLabel('Device').check();
    await this.#page.getByLabel('Name').fill(name);
    await this.#page.getByRole('button', { name: 'Create client' }).click();
    await this.#page.waitForURL(/\/clients\/[0-9a-f-]{36}$/);
    const environment = await this.#readSnippet('.env');
    return {
      issuer: /ISSUER=(\S+)/.exec(environment)?.[1] ?? '',
      clientId: this.#page.url().split('/').at(-1) ?? '',
      command: await this.#readSnippet('Command line'),
    };
  }

  async #readSnippet(title: string): Promise<string> {
    await this.#page.getByRole('tab', { name: title }).click();
    const snippet = this.#page.getByRole('region', { name: `${title} snippet` });
    return (await snippet.locator('code').textContent()) ?? '';
  }

  async closeSecret(): Promise<void> {
    if (!this.#look.isScripted) return;
    await this.#page.getByRole('button', { name: 'I have saved it' }).click();
  }

  #shownSecret() {
    return this.#look.isScripted ? this.#page.getByRole('dialog') : this.#page.locator('.gh-alert');
  }

  /** @returns the page that opened: the hosted login of the project. */
  async tryLogin(): Promise<Page> {
    const opened = this.#page.context().waitForEvent('page');
    await this.#page.getByRole('link', { name: 'Try the login' }).click();
    const page = await opened;
    await page.waitForLoadState();
    return page;
  }

  async renameClient(name: string): Promise<void> {
    await this.#page.getByLabel('Name').fill(name);
    await this.#page.getByRole('button', { name: 'Save client' }).click();
    await this.#page.getByText('The client is saved.').waitFor();
  }

  /** Opens what asks once more, with script or without, and agrees. */
  async confirm(action: string): Promise<void> {
    const { isScripted } = this.#look;
    const place = isScripted
      ? this.#page.getByRole('dialog')
      : this.#page.locator('details.gh-disclosure[open]');
    await this.openDialog(action);
    await place.getByRole('button', { name: action }).click();
    await this.#page.waitForLoadState();
  }

  async openDialog(name: string): Promise<void> {
    const trigger = this.#look.isScripted
      ? this.#page.getByRole('button', { name, exact: true })
      : this.#page.locator('details.gh-disclosure > summary', { hasText: name });
    await trigger.first().click();
  }
}
