import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WORKSPACE } from '@edu/database';
import { withPlatform } from '@edu/platform/with-platform';
import type { Browser } from 'playwright-core';
import { findChromium } from './chromium.ts';
import { addressOf, demoProvider, type DemoTutor } from './demo-provider.ts';
import { launchChromium } from './launch.ts';
import { islandRoutes, publicRoutes, type WebRoute } from './routes.ts';
import { signIn } from './sign-in.ts';
import { DESKTOP, PHONE, Visitor } from './visitor.ts';

const FOLDER = join(WORKSPACE, 'docs/screens');
const VIEWPORTS = { phone: PHONE, desktop: DESKTOP } as const;
const say = (line: string) => void process.stdout.write(`${line}\n`);

interface Account {
  readonly role: string;
  readonly login: string;
  readonly password: string;
}

/** Takes a picture of a page as somebody sees it who has just come. */
async function picture(
  browser: Browser,
  url: string,
  route: WebRoute,
  { provider, accounts }: { provider: DemoTutor; accounts: readonly Account[] },
): Promise<void> {
  for (const [name, viewport] of Object.entries(VIEWPORTS)) {
    const visitor = await Visitor.open(browser, url, { viewport, reducedMotion: 'reduce' });
    const account = accounts.find(({ role }) => role === route.as);
    if (account) await signIn(visitor, account.login, account.password);
    await visitor.page.goto(addressOf(route.path, 'fr', provider));
    // Pages with a stream of news are never idle.
    await visitor.page
      .locator(route.ready ?? 'main h1')
      .first()
      .waitFor();
    await visitor.page.locator('#island[aria-busy]').waitFor({ state: 'detached' });
    await visitor.page.locator('.skeleton').first().waitFor({ state: 'hidden' });
    const file = `${route.name.replaceAll(/[^a-z]+/g, '-')}.${name}.png`;
    await visitor.page.screenshot({ path: join(FOLDER, file) });
    say(`docs/screens/${file}`);
    await visitor.close();
  }
}

const log = join(tmpdir(), 'educonnect-chromium.log');
const { path, missing } = await findChromium({ env: process.env, log, progress: say });
if (missing !== undefined) {
  process.stderr.write(`${missing}\n`);
  process.exit(1);
}
mkdirSync(FOLDER, { recursive: true });
await withPlatform(
  { demo: true, processes: false, env: { RATE_LIMIT_FACTOR: '1000' } },
  async ({ url, demo }) => {
    const browser = await launchChromium(path);
    try {
      const people = { provider: await demoProvider(url), accounts: demo?.accounts ?? [] };
      for (const route of [...publicRoutes, ...islandRoutes].filter(({ pictured }) => pictured)) {
        await picture(browser, url, route, people);
      }
    } finally {
      await browser.close();
    }
  },
);
