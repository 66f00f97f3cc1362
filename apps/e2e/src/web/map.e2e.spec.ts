import {
  accessibilityFaults,
  addressOf,
  demoProvider,
  DESKTOP,
  PHONE,
  signIn,
  weigh,
  type DemoTutor,
} from '@edu/browser';
import { LOCALES } from '@edu/contract-kit';
import { beforeAll, expect, inject, it } from 'vitest';
import { describeInBrowser } from './with-browser.ts';

/** Kilobytes over the wire that a map may take, the library included. */
const MAX_KB = 100;

/** Nothing fades, and no worker answers for the network. */
const PLAIN = { reducedMotion: 'reduce', serviceWorkers: 'block' } as const;

describeInBrowser('a map', (open) => {
  let provider: DemoTutor;
  beforeAll(async () => {
    provider = await demoProvider(inject('platform').url);
  });
  const cases = LOCALES.flatMap((locale) => [
    { locale, viewport: PHONE, colorScheme: 'light' as const },
    { locale, viewport: DESKTOP, colorScheme: 'dark' as const },
  ]);

  it.each(cases)(
    'of those who were found opens by the keyboard and leads to them ($locale, $colorScheme)',
    async (options) => {
      const visitor = await open({ ...options, ...PLAIN });
      const { page } = visitor;
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      // Two people a continent apart: an open one's words cover no other pin, whoever else is here.
      await page.goto(addressOf('/search?what=statistics', options.locale, provider));
      await page.waitForLoadState('networkidle');
      expect(asked.filter((url) => /drawn-map|\/tiles\//.test(url))).toEqual([]);

      const button = page.locator('button[data-map]');
      await button.focus();
      const weight = await weigh(page, () => page.keyboard.press('Enter'));
      expect(weight.total).toBeLessThan(MAX_KB * 1_000);
      expect(await button.getAttribute('aria-expanded')).toBe('true');
      expect(asked.filter((url) => url.includes('/tiles/'))).not.toEqual([]);
      expect(await accessibilityFaults(page)).toEqual([]);

      await page.locator('.map-pin').first().focus();
      await page.keyboard.press('Enter');
      const person = page.locator('.leaflet-popup-content a').first();
      await person.waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(visitor.faults).toEqual([]);
      await person.click();
      await page.waitForURL(/\/providers\/[a-z0-9-]+$/);
      await visitor.close();
    },
  );

  it.each(cases)(
    'of a provider is in their page when it is asked for, and goes again ($locale, $colorScheme)',
    async (options) => {
      const visitor = await open({ ...options, ...PLAIN });
      const { page } = visitor;
      await page.goto(addressOf('/providers/{slug}', options.locale, provider));
      const link = page.locator('a[data-map][aria-expanded]');
      await link.click();
      await page.locator('.map-pin').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await link.click();
      expect(await page.locator('#map').isVisible()).toBe(false);
      expect(visitor.faults).toEqual([]);
      await visitor.close();
    },
  );

  it.each(cases)(
    'takes a tap for the place of somebody who teaches ($locale, $colorScheme)',
    async (options) => {
      const visitor = await open({ ...options, ...PLAIN });
      const { page } = visitor;
      const { url, accounts } = inject('platform');
      const { login, password } = accounts.find(({ role }) => role === 'tutor')!;
      await signIn(visitor, login, password);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(`${url}/${options.locale}/teaching/profile`);
      const form = page.locator('section.card').filter({ has: page.locator('[name=line]') });
      await form.locator('summary').waitFor();
      await page.waitForLoadState('networkidle');
      expect(asked.filter((each) => /tiled-map|\/tiles\//.test(each))).toEqual([]);

      await form.locator('summary').click();
      const map = form.locator('.map-canvas');
      await map.locator('.leaflet-tile').first().waitFor();
      await map.click({ position: { x: 120, y: 90 } });
      await map.locator('.map-pin').waitFor();
      const degrees = await form
        .locator('.pair input')
        .evaluateAll((inputs) => inputs.map((input) => (input as { value?: string }).value));
      for (const each of degrees) expect(each).toMatch(/^-?\d{1,3}(\.\d{1,6})?$/);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(visitor.faults).toEqual([]);
      await visitor.close();
    },
  );

  it('is a link elsewhere where there is no JavaScript', async () => {
    const visitor = await open({ javaScriptEnabled: false });
    await visitor.page.goto(addressOf('/providers/{slug}', 'fr', provider));
    const href = await visitor.page.locator('a[data-map]').getAttribute('href');
    expect(href).toMatch(/^https:\/\/www\.openstreetmap\.org\/\?mlat=/);
    await visitor.page.goto(addressOf('/search?what=maths', 'fr', provider));
    expect(await visitor.page.locator('[data-map]').isVisible()).toBe(false);
    await visitor.close();
  });

  it('that cannot be loaded says so', async () => {
    const visitor = await open(PLAIN);
    const { page } = visitor;
    await page.goto(addressOf('/search?what=maths', 'fr', provider));
    await page.locator('button[data-map][aria-expanded]').waitFor();
    await page.route(/drawn-map|\/tiles\//, (route) => route.abort());
    await page.locator('button[data-map]').click();
    await page.locator('#map [role=status]', { hasText: 'n’a pas pu' }).waitFor();
    await visitor.close();
  });

  it('says to those who save data why they do not see it', async () => {
    const visitor = await open();
    await visitor.page.goto('/low-data?on=1&back=/fr/search');
    await visitor.page.goto(addressOf('/search?what=maths', 'fr', provider));
    expect(await visitor.page.locator('.map-offer').innerText()).toContain('mode économe');
    await visitor.close();
  });
});
