/// <reference lib="webworker" />
import { cachePlan, isKept } from './cache-plan.ts';

declare const self: ServiceWorkerGlobalScope;

/** Files whose names change with their content, and pages as they were last seen. */
const ASSETS = 'assets-1';
const PAGES = 'pages-1';
const OFFLINE_PAGES = ['/fr/offline', '/en/offline'];
/** The oldest go first. */
const MAX_ENTRIES = { [ASSETS]: 80, [PAGES]: 40 } as const;

self.addEventListener('install', (event) => {
  event.waitUntil(keepOfflinePages().then(() => self.skipWaiting()));
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
  if (plan === 'page') event.respondWith(page(request));
});

const isForeign = (name: string) => !(name in MAX_ENTRIES);

/** The pages for those who are offline, with the files that they name. */
async function keepOfflinePages(): Promise<void> {
  const pages = await caches.open(PAGES);
  await pages.addAll(OFFLINE_PAGES);
  const texts = await Promise.all(OFFLINE_PAGES.map((path) => pages.match(path))).then((answers) =>
    Promise.all(answers.map((answer) => answer!.text())),
  );
  const files = texts.flatMap((html) => html.match(/\/assets\/[\w.-]+/g) ?? []);
  await (await caches.open(ASSETS)).addAll([...new Set(files)]);
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
async function page(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (answer.ok && isKept(new URL(request.url).pathname)) {
      await keep(PAGES, request, answer.clone());
    }
    return answer;
  } catch (error) {
    const pages = await caches.open(PAGES);
    const locale = new URL(request.url).pathname.startsWith('/en') ? 'en' : 'fr';
    const seen = await pages.match(request, { ignoreSearch: true });
    const instead = seen ?? (await pages.match(`/${locale}/offline`));
    if (!instead) throw error;
    return instead;
  }
}

async function keep(name: keyof typeof MAX_ENTRIES, request: Request, answer: Response) {
  const cache = await caches.open(name);
  await cache.put(request, answer);
  const keys = await cache.keys();
  const tooMany = keys.filter(({ url }) => !url.endsWith('/offline'));
  await Promise.all(
    tooMany.slice(0, Math.max(0, keys.length - MAX_ENTRIES[name])).map((key) => cache.delete(key)),
  );
}
