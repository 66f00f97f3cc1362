import { exampleOf } from '@edu/contract-kit';
import { CancellationPolicy } from '@edu/contracts-availability';
import { Listing } from '@edu/contracts-profile';
import { Hit, type Found } from '@edu/contracts-search';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestWeb, type TestWeb } from './web.harness.ts';

const ID = '018f6b7e-1111-7000-8000-000000000001';
const GONE = '018f6b7e-1111-7000-8000-000000000002';
const EVIL = '</script><script>alert("1")</script>';
const listing = {
  ...(exampleOf(Listing) as Listing),
  providerId: ID,
  slug: ID,
  displayName: `Awa ${EVIL}`,
  bio: `First line\nsecond ${EVIL} محمد 👩🏾‍🏫`,
};
const hit = { ...(exampleOf(Hit) as Hit), providerId: ID, slug: ID, headline: EVIL };
const policy = exampleOf(CancellationPolicy);
const slots = {
  ...{ providerId: ID, zone: 'Africa/Abidjan', providerZone: 'Africa/Abidjan', policy },
  ...{ durationMinutes: 60, stepMinutes: 30, durationsMinutes: [60], modes: ['online'] },
  days: [],
};
const facets = {
  subjects: [{ value: 'maths', count: 5 }],
  languages: [{ value: 'fr', count: 5 }],
  levels: [{ value: 'higher', count: 4 }],
  bookingModes: [
    { value: 'instant', count: 3 },
    { value: 'request', count: 2 },
  ],
};
const found: Found = { items: [hit], facets, nextCursor: 'next' };

/** Status and body of the gateway by path; anything else is 404. */
let answers: Record<string, readonly [status: number, body: unknown]>;
let asked: { path: string; query: URLSearchParams; headers: Record<string, unknown> }[];
let isDown: boolean;
let web: TestWeb;

beforeEach(() => {
  asked = [];
  isDown = false;
  answers = {
    '/api/v1/search/tutors': [200, found],
    '/api/v1/search/coaches': [200, { ...found, nextCursor: null }],
    '/api/v1/search/mentors': [200, { items: [], nextCursor: null, facets: null }],
    '/api/v1/search/subjects': [200, { items: [] }],
    '/api/v1/search/places': [200, { items: [] }],
    [`/api/v1/profiles/${ID}`]: [200, listing],
    [`/api/v1/providers/${ID}/slots`]: [200, slots],
    [`/api/v1/providers/${ID}/group-lessons`]: [200, { items: [] }],
  };
});

beforeAll(async () => {
  web = await startTestWeb(
    ({ url, headers, socket }, response) => {
      if (isDown) return void socket.destroy();
      const { pathname, searchParams } = new URL(url!, 'http://gateway');
      asked.push({ path: pathname, query: searchParams, headers });
      const [status, body] = answers[pathname] ?? [404, { title: 'No', status: 404, code: 'x' }];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    },
    ['search-form', 'provider'],
  );
});
afterAll(() => web.stop());

const get = (path: string, init?: RequestInit) =>
  fetch(web.url + path, { redirect: 'manual', ...init });
const text = async (path: string) => (await get(path)).text();
const PAGES = ['', '/search', `/providers/${ID}`, '/help', '/terms', '/privacy'];
const everyPage = ['fr', 'en'].flatMap((locale) => PAGES.map((path) => `/${locale}${path}`));

describe('the readable address of somebody', () => {
  beforeEach(() => {
    const named = { ...listing, slug: 'awa-kone' };
    for (const address of [ID, 'awa-kone', 'awa-diop']) {
      answers[`/api/v1/profiles/${address}`] = [200, named];
    }
  });

  it.each([
    [`/fr/providers/${ID}`, '/fr/providers/awa-kone'],
    ['/en/providers/awa-diop', '/en/providers/awa-kone'],
    ['/fr/providers/AWA-KONE', '/fr/providers/awa-kone'],
    [
      `/fr/providers/${ID}?from=2026-12-01&mode=online`,
      '/fr/providers/awa-kone?from=2026-12-01&mode=online',
    ],
  ])('%s leads to %s for good', async (from, to) => {
    const answer = await get(from);
    expect(answer.status).toBe(301);
    expect(answer.headers.get('location')).toBe(to);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  });

  it('is the one for search engines and previews, whatever was asked', async () => {
    const html = await text('/fr/providers/awa-kone?from=2026-12-01');
    expect(html).toMatch(/<link rel="canonical" href="[^"]+\/fr\/providers\/awa-kone"/);
    expect(html).toMatch(/<meta property="og:url" content="[^"]+\/fr\/providers\/awa-kone"/);
    expect(html).toMatch(/wa\.me[^"]+%2Ffr%2Fproviders%2Fawa-kone"/);
    expect(html).toContain('action="/fr/providers/awa-kone#times"');
  });

  it('that nobody has ever had is a page that says so', async () => {
    for (const slug of ['nobody-knows', '-', '..%2f..%2fme', 'awa%20kone', 'a'.repeat(200)]) {
      expect((await get(`/fr/providers/${slug}`)).status).toBe(404);
    }
  });
});

describe('what somebody teaches', () => {
  it('stands on their page with levels, and a video that is a link', async () => {
    const html = await text(`/fr/providers/${ID}`);
    expect(html).toContain('<small> École primaire</small>');
    expect(html).toContain('français (A1)');
    expect(html).toContain(
      '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ" target="_blank" rel="noreferrer">',
    );
    expect(html).not.toContain('<iframe');
  });

  it('shows no video of a site that nobody knows', async () => {
    const introVideo = 'javascript:alert(1)';
    answers[`/api/v1/profiles/${ID}`] = [200, { ...listing, introVideo }];
    expect(await text(`/fr/providers/${ID}`)).not.toContain('javascript:');
  });

  it('is asked for with its level, by an address that carries both', async () => {
    const html = await text('/fr/search?what=maths&level=higher&lang=fr');
    const { query } = asked.find(({ path }) => path === '/api/v1/search/tutors')!;
    expect(Object.fromEntries(query)).toMatchObject({ q: 'maths', level: 'higher', lang: 'fr' });
    expect(html).toContain('<option value="higher" selected="">Université (4)</option>');
    expect(html).toContain('href="/fr/search?what=maths&amp;lang=fr"');
  });
});

describe('every public page', () => {
  it.each(everyPage)(
    '%s is a page in its language, without a script or style in it',
    async (path) => {
      const answer = await get(path);
      const html = await answer.text();
      expect(answer.status).toBe(200);
      expect(html).toContain(`<html lang="${path.slice(1, 3)}"`);
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(html).not.toMatch(/ style=|<style| on[a-z]+=/);
      const scripts = [...html.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes!);
      expect(scripts.filter((one) => !/ src="|type="application\/(ld\+)?json"/.test(one))).toEqual(
        [],
      );
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
      expect(answer.headers.get('vary')).toContain('cookie');
      expect(html).toContain('rel="canonical"');
    },
  );

  it.each(everyPage)('%s is not sent again as it was, and answers HEAD', async (path) => {
    const etag = (await get(path)).headers.get('etag')!;
    const again = await get(path, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const head = await get(path, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('that shows prices or times is asked for each time; the others may be kept', async () => {
    const cacheOf = async (path: string) => (await get(path)).headers.get('cache-control');
    expect(await cacheOf('/fr/search')).toBe('no-cache');
    expect(await cacheOf(`/fr/providers/${ID}`)).toBe('no-cache');
    expect(await cacheOf('/fr/help')).toBe('private, max-age=3600');
  });
});

it('a page has the head of those who are signed in, teach, or are staff, before a script runs', async () => {
  const rootOf = async (cookie: string) =>
    /<html[^>]*>/.exec(await (await get('/fr/help', { headers: { cookie } })).text())![0];
  expect(await rootOf('')).not.toMatch(/data-signed-in|data-teaches|data-staff/);
  expect(await rootOf('signed_in=1; teaches=0')).toMatch(/data-signed-in(?!.*data-teaches)/);
  expect(await rootOf('signed_in=1; teaches=1')).toMatch(/data-signed-in.*data-teaches/);
  expect(await rootOf('signed_in=1; staff=1')).toMatch(
    /data-signed-in(?!.*data-teaches).*data-staff/,
  );
});

describe('the search', () => {
  it('hands on what it is asked, and what its reader is', async () => {
    await get(
      '/fr/search?what=maths&lat=5.36&lng=-4&radius=25&mode=online&lang=fra&maxRate=50&currency=EUR',
    );
    const search = asked.find(({ path }) => path === '/api/v1/search/tutors')!;
    expect(Object.fromEntries(search.query)).toEqual({
      ...{ q: 'maths', lat: '5.36', lng: '-4', radiusKm: '25', mode: 'online', lang: 'fr' },
      ...{ maxRate: '5000', currency: 'EUR', sort: 'best' },
    });
    expect(search.headers).toMatchObject({ 'accept-language': 'fr' });
    expect(search.headers['x-forwarded-for']).toBeTruthy();
    expect(search.headers['x-request-id']).toBeTruthy();
    expect(search.headers['traceparent']).toMatch(/^00-/);
    expect(search.headers).not.toHaveProperty('cookie');
  });

  it('finds the coordinates of a place by its name', async () => {
    const location = { lat: 5.35, lng: -3.98 };
    answers['/api/v1/search/places'] = [
      200,
      { items: [{ name: 'Cocody', within: 'Abidjan', country: 'CI', location }] },
    ];
    expect(await text('/fr/search?place=cocodi')).not.toContain('Nous ne connaissons pas');
    const search = asked.find(({ path }) => path === '/api/v1/search/tutors')!;
    expect(Object.fromEntries(search.query)).toMatchObject({ lat: '5.35', lng: '-3.98' });
  });

  it('says when nobody knows a place, and looks for its name', async () => {
    expect(await text('/fr/search?place=Nulpart')).toContain('Nous ne connaissons pas');
    const search = asked.find(({ path }) => path === '/api/v1/search/tutors')!;
    expect(Object.fromEntries(search.query)).toMatchObject({ q: 'Nulpart' });
  });

  it.each([
    'kind=boss',
    'lat=999&lng=x&sort=distance',
    'minRate=-1&maxRate=abc&currency=BTC',
    'what=%00%FF&place=%E2%80%AE',
    'cursor=../../etc',
    `what=${'x'.repeat(5_000)}`,
    'kind=tutor&kind=coach',
    '__proto__=1&constructor=2',
  ])('answers a page to %s', async (query) => {
    const answer = await get(`/en/search?${query.slice(0, 6_000)}`);
    expect(answer.status).toBe(200);
  });

  it('names what it leaves out', async () => {
    expect(await text('/en/search?mode=fax')).toContain('left out: mode');
  });

  it('starts again where a cursor is refused', async () => {
    const refused = [400, { title: 'Bad', status: 400, code: 'platform.bad_cursor' }] as const;
    answers['/api/v1/search/tutors'] = refused;
    // Refused with and without it: no page of results, and no fault of ours.
    expect((await get('/en/search?cursor=abc')).status).toBe(404);
    expect(asked.filter(({ path }) => path.endsWith('tutors'))).toHaveLength(2);
  });

  it.each([
    [
      'fr',
      'Réservable tout de suite',
      'Réservation immédiate',
      /Cours d’essai · 30 min · 2.000.F.CFA/,
    ],
    ['en', 'Book at once', 'Books at once', /Trial lesson · 30 min · F.CFA.2,000/],
  ])('shows in %s how somebody is booked, and finds whom one books at once', async (...texts) => {
    const [locale, filter, mode, trial] = texts;
    const html = await text(`/${locale}/search?what=maths&booking=instant`);
    const { query } = asked.find(({ path }) => path === '/api/v1/search/tutors')!;
    expect(Object.fromEntries(query)).toMatchObject({ q: 'maths', bookingMode: 'instant' });
    const checkbox = new RegExp(
      `name="booking"[^>]*checked=""[^>]*value="instant"[^>]*/><span>${filter} <small>\\(3\\)`,
    );
    expect(html.replaceAll('<!-- -->', '')).toMatch(checkbox);
    const card = /<li class="card provider-card">.*?<\/ul><\/div><\/li>/s.exec(html)![0];
    expect(card).toContain(mode);
    expect(card).toMatch(trial);
    // What takes the filter away.
    expect(html).toContain(`href="/${locale}/search?what=maths"`);
  });

  it('says nothing of how somebody is booked who offers no times', async () => {
    const nobodys = { ...hit, bookingMode: null, trial: null };
    answers['/api/v1/search/tutors'] = [200, { ...found, items: [nobodys] }];
    const html = await text('/en/search');
    expect(html).not.toMatch(/Books |Trial lesson/);
  });

  it('leads out of a search that finds nobody', async () => {
    const html = await text('/en/search?kind=mentor&what=chess&lang=wo');
    expect(html).toContain('Nobody found yet');
    expect(html).toContain('href="/en/search?kind=mentor&amp;what=chess"');
  });

  it('goes on to the next page by a link', async () => {
    expect(await text('/en/search?what=a')).toContain('href="/en/search?what=a&amp;cursor=next"');
  });
});

describe('what people write', () => {
  it.each([`/en/providers/${ID}`, '/en/search', `/en/search?what=${encodeURIComponent(EVIL)}`])(
    'is never markup on %s',
    async (path) => {
      const html = await text(path);
      expect(html).not.toContain('<script>alert');
      expect(html).toContain('&lt;script&gt;alert');
    },
  );

  it('keeps its lines, its direction and its emoji', async () => {
    const html = await text(`/en/providers/${ID}`);
    expect(html).toMatch(/<p class="prose" dir="auto">First line\nsecond /);
    expect(html).toContain('👩🏾‍🏫');
  });

  it('is data in what search engines read', async () => {
    const html = await text(`/en/providers/${ID}`);
    const [, data] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html)!;
    expect(JSON.parse(data!)).toMatchObject({ '@type': 'Person', name: listing.displayName });
  });
});

describe('a provider', () => {
  it('who offers no times is shown all the same', async () => {
    answers[`/api/v1/providers/${ID}/slots`] = [
      404,
      { title: 'None', status: 404, code: 'availability.no_schedule' },
    ];
    const answer = await get(`/en/providers/${ID}`);
    expect([answer.status, await answer.text()]).toEqual([
      200,
      expect.stringContaining('offers no times at the moment'),
    ]);
  });

  it('whose times cannot be had is shown all the same', async () => {
    answers[`/api/v1/providers/${ID}/slots`] = [503, { title: 'Down', status: 503, code: 'x' }];
    expect(await text(`/en/providers/${ID}`)).toContain('cannot be shown right now');
  });

  it.each([GONE, 'me', '%00', '..%2f..%2fme'])(
    '%s who is not there leads to the search',
    async (id) => {
      const answer = await get(`/en/providers/${id}`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('action="/en/search"');
    },
  );

  it('in a zone that the reader chose offers it further on', async () => {
    answers[`/api/v1/providers/${ID}/slots`] = [200, { ...slots, zone: 'Europe/Paris' }];
    const html = await text(`/en/providers/${ID}?zone=Europe/Paris&from=x&minutes=9999&mode=fax`);
    expect(html).not.toContain('data-zoned');
    expect(html).toContain('zone=Europe%2FParis');
    expect(asked.find(({ path }) => path.endsWith('slots'))!.query.get('zone')).toBe(
      'Europe/Paris',
    );
  });
});

describe('errors', () => {
  it('of an address that leads nowhere are a page', async () => {
    const answer = await get('/fr/nowhere');
    expect([answer.status, await answer.text()]).toEqual([
      404,
      expect.stringContaining('Cette page n’existe pas'),
    ]);
  });

  it('of the gateway ask the reader to come back, and are not kept', async () => {
    isDown = true;
    const answer = await get('/fr/search');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect((await get('/fr/help')).status).toBe(200);
  });

  it('do not come from methods that pages do not have', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      expect((await get('/fr', { method })).status).toBeGreaterThanOrEqual(404);
      expect((await get('/fr', { method })).status).toBeLessThan(500);
    }
  });
});

describe('ways to pages', () => {
  it.each([
    ['en-GB,en', undefined, '/en'],
    ['de', undefined, '/fr'],
    ['en', 'lang=fr', '/fr'],
  ])('for a browser that wants %s with the cookie %s', async (language, cookie, to) => {
    const headers = { 'accept-language': language, ...(cookie && { cookie }) };
    const answer = await get('/', { headers });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, to]);
  });
});

describe('search engines', () => {
  it('learn where not to go, and what there is', async () => {
    expect(await text('/robots.txt')).toMatch(/Disallow: \/api\/[\s\S]*Sitemap: http/);
  });

  it('get no list that lacks the profiles', async () => {
    isDown = true;
    expect((await get('/sitemap.xml')).status).toBe(503);
  });

  it('get the published profiles in both languages', async () => {
    answers['/api/v1/search/tutors'] = [200, { ...found, nextCursor: null }];
    const xml = await text('/sitemap.xml');
    expect(xml).toContain(`/fr/providers/${ID}</loc>`);
    expect(xml).toContain(`/en/providers/${ID}</loc>`);
    expect(xml).toContain('/fr/search?kind=coach</loc>');
  });
});
