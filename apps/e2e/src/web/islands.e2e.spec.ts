import {
  addressOf,
  demoProvider,
  islandRoutes,
  overBudget,
  signIn,
  watchLoad,
  weigh,
  type WebRoute,
  type DemoTutor,
} from '@edu/browser';
import { LOCALES, type Role } from '@edu/contract-kit';
import type { Cookie, Page } from 'playwright-core';
import { beforeAll, expect, inject, it } from 'vitest';
import { looksRight } from './looks-right.ts';
import { describeInBrowser } from './with-browser.ts';

/** Cumulative layout shift: what web.dev calls good. */
const MAX_SHIFT = 0.1;

const { url, accounts } = inject('platform');

describeInBrowser('pages of members', (open) => {
  let provider: DemoTutor;
  /** Of one sign-in for each role: what is looked at here is what comes after it. */
  const sessions = new Map<Role, Cookie[]>();
  beforeAll(async () => {
    provider = await demoProvider(url);
    for (const role of new Set(islandRoutes.flatMap(({ as }) => as ?? []))) {
      const { login, password } = accounts.find((account) => account.role === role)!;
      const visitor = await open();
      await signIn(visitor, login, password);
      sessions.set(role, await visitor.context.cookies());
      await visitor.close();
    }
  });
  const cases = islandRoutes.flatMap((route) => LOCALES.map((locale) => ({ ...route, locale })));

  it.each(cases)(
    '$name ($locale): within its budget, nothing jumps, and accessible on phone and desktop, light, dark, enlarged',
    async (route) => {
      const { name, path, as, locale, budget } = route;
      // The worker is for the next page.
      const visitor = await open({ locale, serviceWorkers: 'block' });
      await visitor.context.addCookies(as ? sessions.get(as)! : []);
      const timesOf = await watchLoad(visitor.page);
      const weight = await weigh(visitor.page, async () => {
        await visitor.page.goto(addressOf(path, locale, provider));
        await shown(visitor.page, route);
      });
      expect(overBudget(name, weight, budget)).toBeUndefined();
      expect((await timesOf()).cls).toBeLessThan(MAX_SHIFT);
      await looksRight(visitor);
      await visitor.close();
    },
  );

  it('say what to do where there is no JavaScript', async () => {
    const visitor = await open({ javaScriptEnabled: false });
    for (const { name, path } of islandRoutes) {
      await visitor.page.goto(addressOf(path, 'fr', provider));
      const text = await visitor.page.locator('noscript, main').first().textContent();
      expect(text, name).toContain('JavaScript');
    }
    await visitor.close();
  });
});

/** Waits until the island has replaced what the server wrote there, and shows its data. */
async function shown(page: Page, { ready }: WebRoute): Promise<void> {
  await page.locator('#island[aria-busy]').waitFor({ state: 'detached' });
  await page.locator('#island .skeleton').first().waitFor({ state: 'hidden' });
  if (ready) await page.locator(ready).first().waitFor();
}
