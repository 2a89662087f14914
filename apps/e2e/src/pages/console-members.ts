import type { Page } from 'playwright-core';

/** The members of a workspace, and those who are invited. */
export class ConsoleMembers {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async open(workspaceUrl: string): Promise<void> {
    await this.#page.goto(`${workspaceUrl}/members`);
  }

  /** @returns the link, as it is shown this once. */
  async invite(role: string): Promise<string> {
    await this.#page.getByRole('button', { name: 'Invite somebody' }).click();
    await this.#page.getByLabel('Role', { exact: true }).selectOption(role);
    await this.#page.getByRole('button', { name: 'Create link' }).click();
    const shown = this.#page.getByRole('dialog', { name: `The invitation as ${role}` });
    const link = await shown.getByText(/\/join\?invitation=/).textContent();
    await shown.getByRole('button', { name: 'I have saved it' }).click();
    return link ?? '';
  }

  async setRole(name: string, role: string): Promise<void> {
    const row = this.#rowOf(name);
    await row.getByRole('combobox').selectOption(role);
    await row.getByRole('button', { name: 'Save role' }).click();
    await this.#page.getByText(`${name} is ${role} now.`).waitFor();
  }

  async remove(name: string): Promise<void> {
    await this.#rowOf(name).getByRole('button', { name: 'Remove' }).click();
    const dialog = this.#page.getByRole('dialog', { name: `Remove ${name}?` });
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await this.#page.getByText('The member is removed').waitFor();
  }

  async revokeOnly(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Revoke', exact: true }).click();
    await this.#page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await this.#page.getByText('The invitation is revoked.').waitFor();
  }

  #rowOf(name: string) {
    return this.#page.locator('tr', { hasText: name });
  }
}
