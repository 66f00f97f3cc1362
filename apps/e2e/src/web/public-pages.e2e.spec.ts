import {
  addressOf,
  demoProvider,
  NARROW,
  overBudget,
  publicRoutes,
  sidewaysFaults,
  watchLoad,
  weigh,
  type DemoTutor,
} from '@edu/browser';
import { LOCALES } from '@edu/contract-kit';
import { beforeAll, expect, inject, it } from 'vitest';
import { looksRight } from './looks-right.ts';
import { describeInBrowser } from './with-browser.ts';

/** Cumulative layout shift: what web.dev calls good. */
const MAX_SHIFT = 0.1;

describeInBrowser('public pages', (open) => {
  let provider: DemoTutor;
  beforeAll(async () => {
    provider = await demoProvider(inject('platform').url);
  });
  const cases = publicRoutes.flatMap((route) => LOCALES.map((locale) => ({ ...route, locale })));

  it.each(cases)(
    '$name ($locale): within its budget, nothing jumps, and accessible on phone and desktop, light, dark, enlarged',
    async ({ name, path, locale, budget }) => {
      // The worker is for the next page.
      const visitor = await open({ locale, serviceWorkers: 'block' });
      const address = addressOf(path, locale, provider);
      const timesOf = await watchLoad(visitor.page);
      const weight = await weigh(visitor.page, () => visitor.page.goto(address));
      expect(overBudget(name, weight, budget)).toBeUndefined();
      expect((await timesOf()).cls).toBeLessThan(MAX_SHIFT);
      await looksRight(visitor);
      await visitor.close();
    },
  );

  it('are readable without JavaScript, and nothing runs off the side', async () => {
    const visitor = await open({ javaScriptEnabled: false, viewport: NARROW });
    for (const { name, path, locale } of cases) {
      await visitor.page.goto(addressOf(path, locale, provider));
      expect(await visitor.page.locator('h1').count(), name).toBe(1);
      expect(await visitor.page.locator('main').innerText(), name).not.toBe('');
      expect(await sidewaysFaults(visitor.page), name).toEqual([]);
    }
    await visitor.close();
  });

  it('times of a provider are in the zone of the device, on the first visit and without a second', async () => {
    const visitor = await open({ timezoneId: 'Asia/Tokyo' });
    await visitor.page.goto(addressOf('/providers/{slug}', 'fr', provider));
    await visitor.page.locator('#times', { hasText: 'Tokyo' }).waitFor();
    const navigations = await visitor.page.evaluate(
      `performance.getEntriesByType('navigation')[0].type`,
    );
    expect(navigations).toBe('navigate');
    expect(visitor.faults).toEqual([]);
    await visitor.close();
  });
});
