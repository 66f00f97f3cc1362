import {
  accessibilityFaults,
  addressOf,
  demoProvider,
  DESKTOP,
  overBudget,
  PHONE,
  publicRoutes,
  watchLoad,
  weigh,
} from '@edu/browser';
import { LOCALES } from '@edu/contract-kit';
import { beforeAll, expect, inject, it } from 'vitest';
import { describeInBrowser } from './with-browser.ts';

/** Cumulative layout shift: what web.dev calls good. */
const MAX_SHIFT = 0.1;

describeInBrowser('public pages', (open) => {
  let provider: string;
  beforeAll(async () => {
    provider = await demoProvider(inject('platform').url);
  });
  const cases = publicRoutes.flatMap((route) => LOCALES.map((locale) => ({ ...route, locale })));

  it.each(cases)(
    '$name ($locale): accessible on phone and desktop, light and dark',
    async ({ path, locale }) => {
      for (const viewport of [PHONE, DESKTOP]) {
        const visitor = await open({ locale, viewport });
        await visitor.page.goto(addressOf(path, locale, provider));
        for (const colorScheme of ['light', 'dark'] as const) {
          await visitor.page.emulateMedia({ colorScheme });
          expect(await accessibilityFaults(visitor.page)).toEqual([]);
        }
        expect(visitor.faults).toEqual([]);
        await visitor.close();
      }
    },
  );

  it.each(cases)(
    '$name ($locale): readable without JavaScript, and nothing runs off the side',
    async ({ path, locale }) => {
      const visitor = await open({ locale, javaScriptEnabled: false });
      await visitor.page.goto(addressOf(path, locale, provider));
      expect(await visitor.page.locator('h1').count()).toBe(1);
      expect(await visitor.page.locator('main').innerText()).not.toBe('');
      const { width } = (await visitor.page.locator('html').boundingBox())!;
      expect(width).toBeLessThanOrEqual(PHONE.width);
      await visitor.close();
    },
  );

  it.each(publicRoutes)(
    '$name: within its budget on a first visit, and nothing jumps',
    async (route) => {
      const visitor = await open();
      const address = addressOf(route.path, 'fr', provider);
      const timesOf = await watchLoad(visitor.page);
      const weight = await weigh(visitor.page, () => visitor.page.goto(address));
      expect(overBudget(route.name, weight, route.budget)).toBeUndefined();
      expect((await timesOf()).cls).toBeLessThan(MAX_SHIFT);
      await visitor.close();
    },
  );

  it('times of a provider are in the zone of the device, on the first visit and without a second', async () => {
    const visitor = await open({ timezoneId: 'Asia/Tokyo' });
    await visitor.page.goto(addressOf('/providers/{provider}', 'fr', provider));
    await visitor.page.locator('#times', { hasText: 'Tokyo' }).waitFor();
    const navigations = await visitor.page.evaluate(
      `performance.getEntriesByType('navigation')[0].type`,
    );
    expect(navigations).toBe('navigate');
    expect(visitor.faults).toEqual([]);
    await visitor.close();
  });
});
