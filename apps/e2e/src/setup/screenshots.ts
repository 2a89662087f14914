import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const folder = fileURLToPath(new URL('../../../../docs/screenshots', import.meta.url));

/** Whether this run renews the pictures of the README: an ordinary one leaves the tree as it is. */
export const isPhotographing = process.env['GATEHOUSE_SCREENSHOTS'] === '1';

/** Takes the picture `docs/screenshots/{name}.png`, where asked for. */
export async function photograph(page: Page, name: string): Promise<void> {
  if (!isPhotographing) return;
  mkdirSync(folder, { recursive: true });
  // The script of the page runs elsewhere, where there is a document.
  await page.evaluate('document.fonts.ready');
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
}
