import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** WCAG 2.2 A and AA, and what axe recommends beside it. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong with the page as it is now, a line each; empty when nothing. */
export const accessibilityFaults = (page: Page): Promise<string[]> =>
  faultsOf(axeFor(page).withTags(RULES));

/** What of that depends on nothing but colours. */
export const contrastFaults = (page: Page): Promise<string[]> =>
  faultsOf(axeFor(page).withRules(['color-contrast']));

/** Without frames one page is all there is: axe need not open another to put its findings together. */
const axeFor = (page: Page) => new AxeBuilder({ page }).setLegacyMode(page.frames().length === 1);

async function faultsOf(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`),
  );
}
