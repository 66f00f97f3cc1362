import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** A cheap phone, and a laptop. */
export const PHONE = { width: 360, height: 640 } as const;
/** A laptop's page at 400 %, and a phone's at little more than 100 (WCAG 2.2, 1.4.10). */
export const NARROW = { width: 320, height: 640 } as const;
export const DESKTOP = { width: 1280, height: 800 } as const;

export interface VisitorOptions extends Pick<
  BrowserContextOptions,
  | 'baseURL'
  | 'javaScriptEnabled'
  | 'serviceWorkers'
  | 'timezoneId'
  | 'colorScheme'
  | 'reducedMotion'
  | 'permissions'
> {
  readonly locale?: 'fr' | 'en';
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** Somebody with a browser of their own, who notices everything that goes wrong in it. */
export class Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of scripts, violations of the content security policy, answers with a 5xx. */
  readonly faults: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    page.on('pageerror', ({ message }) => {
      // The browser gives up its own fading between two pages, and shows the second all the same.
      if (!message.startsWith('Transition was ')) this.faults.push(`${page.url()}: ${message}`);
    });
    page.on('console', (message) => {
      const text = message.text();
      if (text.includes('Content Security Policy') || text.includes('Refused to')) {
        this.faults.push(`${page.url()}: ${text}`);
      }
    });
    page.on('response', (response) => {
      if (response.status() >= 500) this.faults.push(`${response.status()} ${response.url()}`);
    });
  }

  static async open(browser: Browser, baseURL: string, options: VisitorOptions = {}) {
    const { locale = 'fr', viewport = PHONE, ...rest } = options;
    const context = await browser.newContext({
      baseURL,
      locale: locale === 'fr' ? 'fr-FR' : 'en-GB',
      timezoneId: 'Africa/Abidjan',
      viewport,
      ...rest,
    });
    return new Visitor(context, await context.newPage());
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
