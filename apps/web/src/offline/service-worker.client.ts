/// <reference lib="webworker" />
import { ANY_ID, cachePlan, isKept, pagesBehind, shellOf } from './cache-plan.ts';

declare const self: ServiceWorkerGlobalScope;

/** Files whose names change with their content, and pages as they were last seen. */
const ASSETS = 'assets-1';
const PAGES = 'pages-1';
const OFFLINE_PAGES = ['/fr/offline', '/en/offline'];
/** The oldest go first. */
const MAX_ENTRIES = { [ASSETS]: 80, [PAGES]: 40 } as const;

self.addEventListener('install', (event) => {
  event.waitUntil(keepPages(OFFLINE_PAGES).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(isForeign).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const plan = cachePlan(request.method, new URL(request.url), self.location.origin, request.mode);
  if (plan === 'asset') event.respondWith(asset(request));
  if (plan === 'page') event.respondWith(page(event));
});

const isForeign = (name: string) => !(name in MAX_ENTRIES);

/** Pages that nobody has gone to yet, with the files that they name. */
async function keepPages(paths: readonly string[]): Promise<void> {
  const [pages, assets] = await Promise.all([caches.open(PAGES), caches.open(ASSETS)]);
  const answers = await Promise.all(paths.map((path) => fetch(path)));
  if (answers.some(({ ok }) => !ok)) throw new TypeError('a page cannot be had');
  const texts = await Promise.all(answers.map((answer) => answer.clone().text()));
  const named = new Set(texts.flatMap((html) => html.match(/\/assets\/[\w.-]+/g) ?? []));
  const kept = await Promise.all([...named].map((file) => assets.match(file)));
  await assets.addAll([...named].filter((_, index) => !kept[index]));
  // Last: a page that is kept has its files.
  await Promise.all(paths.map((path, index) => pages.put(path, answers[index]!)));
}

/** Never asked for twice: another content has another name. */
async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(ASSETS);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await keep(ASSETS, request, answer.clone());
  return answer;
}

/** Always the newest; without a network the one seen last, or the page that says so. */
async function page(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const { pathname } = new URL(request.url);
  try {
    const answer = await fetch(request);
    if (answer.ok && isKept(pathname)) {
      await keep(PAGES, request, answer.clone());
      const behind = pagesBehind(pathname);
      if (behind.length > 0) event.waitUntil(keepPages(behind).catch(() => undefined));
    }
    return answer;
  } catch (error) {
    const pages = await caches.open(PAGES);
    const locale = pathname.startsWith('/en') ? 'en' : 'fr';
    const seen = await pages.match(request, { ignoreSearch: true });
    const instead =
      seen ?? (await fromShell(pages, pathname)) ?? (await pages.match(`/${locale}/offline`));
    if (!instead) throw error;
    return instead;
  }
}

/** The page of a lesson that was not gone to before: that of any, with its id. */
async function fromShell(pages: Cache, pathname: string): Promise<Response | undefined> {
  const shell = shellOf(pathname);
  const page = shell && (await pages.match(shell.path));
  if (!page) return undefined;
  const headers = new Headers(page.headers);
  headers.delete('content-length');
  headers.delete('content-encoding');
  return new Response((await page.text()).replaceAll(ANY_ID, shell.id), { headers });
}

async function keep(name: keyof typeof MAX_ENTRIES, request: Request, answer: Response) {
  const cache = await caches.open(name);
  await cache.put(request, answer);
  const keys = await cache.keys();
  const tooMany = keys.filter(({ url }) => !url.endsWith('/offline') && !url.endsWith(ANY_ID));
  await Promise.all(
    tooMany.slice(0, Math.max(0, keys.length - MAX_ENTRIES[name])).map((key) => cache.delete(key)),
  );
}
