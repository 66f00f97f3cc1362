import { accessibilityFaults, DESKTOP, overBudget, PHONE, weigh } from '@edu/browser';
import { LOCALES } from '@edu/contract-kit';
import { expect, it } from 'vitest';
import { firstDemoTutor } from './demo-tutor.ts';
import { publicRoutes } from './routes.ts';
import { describeInBrowser } from './with-browser.ts';

const pathOf = async (path: string) => path.replace('{provider}', await firstDemoTutor());

describeInBrowser('public pages', (open) => {
  const cases = publicRoutes.flatMap((route) => LOCALES.map((locale) => ({ ...route, locale })));

  it.each(cases)(
    '$name ($locale): accessible on phone and desktop, light and dark',
    async (route) => {
      const path = `/${route.locale}${await pathOf(route.path)}`;
      for (const viewport of [PHONE, DESKTOP]) {
        for (const colorScheme of ['light', 'dark'] as const) {
          const visitor = await open({ locale: route.locale, viewport, colorScheme });
          await visitor.page.goto(path);
          expect(await accessibilityFaults(visitor.page)).toEqual([]);
          expect(visitor.faults).toEqual([]);
          await visitor.close();
        }
      }
    },
  );

  it.each(cases)(
    '$name ($locale): readable without JavaScript, nothing runs off the side',
    async (route) => {
      const visitor = await open({ locale: route.locale, javaScriptEnabled: false });
      await visitor.page.goto(`/${route.locale}${await pathOf(route.path)}`);
      expect(await visitor.page.locator('h1').count()).toBe(1);
      expect(await visitor.page.locator('main').innerText()).not.toBe('');
      const { width } = (await visitor.page.locator('html').boundingBox())!;
      expect(width).toBeLessThanOrEqual(PHONE.width);
      await visitor.close();
    },
  );

  it.each(publicRoutes)(
    '$name: within its budget on a first visit',
    async ({ name, path, budget }) => {
      const visitor = await open();
      const address = `/fr${await pathOf(path)}`;
      const weight = await weigh(visitor.page, () => visitor.page.goto(address));
      expect(overBudget(name, weight, budget)).toBeUndefined();
      await visitor.close();
    },
  );
});
