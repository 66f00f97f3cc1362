import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** WCAG 2.2 A and AA, and what axe recommends beside it. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong with the page as it is now, a line each; empty when nothing. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  return faultsOf((await axeFor(page)).withTags(RULES));
}

/** What of that depends on nothing but colours. */
export async function contrastFaults(page: Page): Promise<string[]> {
  return faultsOf((await axeFor(page)).withRules(['color-contrast']));
}

/** Its half a megabyte of script is a fifth of its time: a page that has it is not given it again. */
async function axeFor(page: Page): Promise<AxeBuilder> {
  const hasIt = await page.evaluate<boolean>(`typeof axe === 'object'`);
  // Without frames one page is all there is: axe need not open another to put its findings together.
  const isAlone = page.frames().length === 1;
  const axe = new AxeBuilder({ page, ...(hasIt && isAlone && { axeSource: ';' }) });
  return axe.setLegacyMode(isAlone).options({ resultTypes: ['violations'] });
}

async function faultsOf(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`),
  );
}
