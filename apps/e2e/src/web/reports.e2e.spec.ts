import { expect, inject, it } from 'vitest';
import { eventually } from '@edu/testing';
import { describeInBrowser } from './with-browser.ts';

const { services } = inject('platform');

/** The value of the gateway's series with all these parts; 0 while there is none. */
async function valueOf(...parts: string[]): Promise<number> {
  const { healthPort } = services.find(({ name }) => name === 'gateway')!;
  const scraped = await (await fetch(`http://127.0.0.1:${healthPort}/metrics`)).text();
  const line = scraped.split('\n').find((one) => parts.every((part) => one.includes(part)));
  return Number(line?.split(' ').at(-1) ?? 0);
}

describeInBrowser('what browsers report', (open) => {
  it('counts an error that nobody caught, by its name and page', async () => {
    const count = () =>
      valueOf('edu_client_errors_total{', 'name="RangeError"', 'route="/offline"');
    const before = await count();
    const visitor = await open();
    await visitor.page.goto('/fr/offline');
    await visitor.page.evaluate(() => {
      setTimeout(() => {
        throw new RangeError('Awa');
      });
      void Promise.reject(new RangeError('Awa'));
    });
    await eventually(async () => expect(await count()).toBe(before + 2));
    await visitor.close();
  });

  it('measures how a page felt, when people leave it, in the visits that are measured', async () => {
    const count = (vital: string) =>
      valueOf('edu_web_vital_seconds_count', `vital="${vital}"`, 'route="/"', 'device="phone"');
    const before = [await count('LCP'), await count('TTFB')] as const;
    // What is sent in the moment when a worker is installed may be lost.
    const visitor = await open({ serviceWorkers: 'block' });
    const { page } = visitor;
    await page.addInitScript(() => (Math.random = () => 0));
    const measuring = page.waitForResponse(/\/assets\/vitals-/);
    await page.goto('/fr');
    await (await measuring).finished();
    // Until it runs, and the browser has said what it painted.
    await page.waitForTimeout(500);
    await page.goto('/fr/offline');
    await eventually(async () => {
      expect(await count('LCP')).toBeGreaterThan(before[0]);
      expect(await count('TTFB')).toBeGreaterThan(before[1]);
    });
    await visitor.close();
  });
});
