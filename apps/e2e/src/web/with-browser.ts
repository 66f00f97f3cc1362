import { launchChromium, Visitor, type VisitorOptions } from '@edu/browser';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, inject } from 'vitest';

export type Open = (options?: VisitorOptions) => Promise<Visitor>;

/** A suite with a browser of its own; without one on this machine it is skipped, and says why. */
export function describeInBrowser(
  name: string,
  suite: (open: Open) => void,
  { media = false } = {},
): void {
  const { path, missing } = inject('chromium');
  if (missing !== undefined) {
    describe.skip(`${name} (skipped: ${missing})`, () => suite(() => Promise.reject(new Error())));
    return;
  }
  describe(name, () => {
    const { url } = inject('platform');
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchChromium(path, { media });
    });
    afterAll(() => browser.close());
    suite((options) => Visitor.open(browser, url, options));
  });
}
