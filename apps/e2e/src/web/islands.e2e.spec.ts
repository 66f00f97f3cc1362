import {
  accessibilityFaults,
  addressOf,
  demoProvider,
  DESKTOP,
  islandRoutes,
  overBudget,
  PHONE,
  signIn,
  watchLoad,
  weigh,
  type WebRoute,
} from '@edu/browser';
import { LOCALES, type Role } from '@edu/contract-kit';
import type { Page } from 'playwright-core';
import { beforeAll, expect, inject, it } from 'vitest';
import { describeInBrowser } from './with-browser.ts';

/** Cumulative layout shift: what web.dev calls good. */
const MAX_SHIFT = 0.1;

const { url, accounts } = inject('platform');

function accountOf(role: Role) {
  const { login, password } = accounts.find((account) => account.role === role)!;
  return [login, password] as const;
}

describeInBrowser('pages of members', (open) => {
  let provider: string;
  beforeAll(async () => {
    provider = await demoProvider(url);
  });
  const cases = islandRoutes.flatMap((route) => LOCALES.map((locale) => ({ ...route, locale })));

  it.each(cases)(
    '$name ($locale): accessible on phone and desktop, light and dark',
    async (route) => {
      const { path, as, locale } = route;
      for (const viewport of [PHONE, DESKTOP]) {
        const visitor = await open({ locale, viewport });
        if (as) await signIn(visitor, ...accountOf(as));
        await visitor.page.goto(addressOf(path, locale, provider));
        await shown(visitor.page, route);
        for (const colorScheme of ['light', 'dark'] as const) {
          await visitor.page.emulateMedia({ colorScheme });
          expect(await accessibilityFaults(visitor.page)).toEqual([]);
        }
        const { width } = (await visitor.page.locator('html').boundingBox())!;
        expect(width).toBeLessThanOrEqual(viewport.width);
        expect(visitor.faults).toEqual([]);
        await visitor.close();
      }
    },
  );

  it.each(islandRoutes)(
    '$name: within its budget on a first visit, and nothing jumps',
    async (route) => {
      const visitor = await open();
      if (route.as) await signIn(visitor, ...accountOf(route.as));
      const timesOf = await watchLoad(visitor.page);
      const weight = await weigh(visitor.page, async () => {
        await visitor.page.goto(addressOf(route.path, 'fr', provider));
        await shown(visitor.page, route);
      });
      expect(overBudget(route.name, weight, route.budget)).toBeUndefined();
      expect((await timesOf()).cls).toBeLessThan(MAX_SHIFT);
      await visitor.close();
    },
  );

  it.each(islandRoutes)('$name: says what to do where there is no JavaScript', async ({ path }) => {
    const visitor = await open({ javaScriptEnabled: false });
    await visitor.page.goto(addressOf(path, 'fr', provider));
    expect(await visitor.page.locator('noscript, main').first().textContent()).toContain(
      'JavaScript',
    );
    await visitor.close();
  });
});

/** Waits until the island has replaced what the server wrote there, and shows its data. */
async function shown(page: Page, { ready }: WebRoute): Promise<void> {
  await page.locator('#island[aria-busy]').waitFor({ state: 'detached' });
  await page.locator('#island .skeleton').first().waitFor({ state: 'hidden' });
  if (ready) await page.locator(ready).first().waitFor();
}
