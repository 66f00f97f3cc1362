import type { Page } from 'playwright-core';
import { weigh, type Weight } from './weight.ts';

/** A slow 4G connection on a cheap phone: 1.6 Mbit/s down, 750 kbit/s up, 150 ms, a quarter of the CPU. */
const SLOW = {
  downloadThroughput: (1.6 * 1_000_000) / 8,
  uploadThroughput: (0.75 * 1_000_000) / 8,
  latency: 150,
  offline: false,
} as const;
const CPU_SLOWDOWN = 4;

/** Milliseconds since the address was asked for. */
export interface LoadTimes {
  /** First byte of the document. */
  readonly ttfb: number;
  /** Largest contentful paint. */
  readonly lcp: number;
  /** What tasks longer than 50 ms took beyond that (TBT). */
  readonly blocked: number;
  /** Cumulative layout shift. */
  readonly cls: number;
}

/** Of one first visit. */
export type PageLoad = Weight & LoadTimes;

/** Runs in the page, before anything of its own. */
const OBSERVER = `
  globalThis.__load = { lcp: 0, blocked: 0, cls: 0 };
  const watch = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch('largest-contentful-paint', (e) => { __load.lcp = e.startTime; });
  watch('longtask', (e) => { __load.blocked += Math.max(0, e.duration - 50); });
  watch('layout-shift', (e) => { if (!e.hadRecentInput) __load.cls += e.value; });
`;

/** Watches the page's next visit. @returns reads how it went so far */
export async function watchLoad(page: Page): Promise<() => Promise<LoadTimes>> {
  await page.addInitScript(OBSERVER);
  return () =>
    page.evaluate<LoadTimes>(
      `({ ...__load, ttfb: performance.getEntriesByType('navigation')[0].responseStart })`,
    );
}

/** Loads a page as a cheap phone on a slow network does. */
export async function loadSlowly(page: Page, address: string): Promise<PageLoad> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', SLOW);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  const timesOf = await watchLoad(page);
  const weight = await weigh(page, () => page.goto(address));
  const times = await timesOf();
  await devtools.detach();
  return { ...weight, ...times };
}
