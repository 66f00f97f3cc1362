import { createClient } from '@edu/client';

/** Somebody of the demo data: their id, and the readable end of the address of their page. */
export interface DemoTutor {
  readonly id: string;
  readonly slug: string;
}

/** A demo tutor near Cocody in Abidjan, once the search knows one. */
export async function demoProvider(url: string, patienceMs = 15_000): Promise<DemoTutor> {
  const api = createClient({ url });
  const query = { subject: 'maths', lat: 5.36, lng: -3.98, radiusKm: 10, limit: 1 };
  const until = performance.now() + patienceMs;
  for (;;) {
    const { items } = await api.get('/api/v1/search/tutors', { params: { query } });
    if (items[0]) return { id: items[0].providerId, slug: items[0].slug };
    if (performance.now() > until) throw new Error('the search knows no demo tutor');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** The address of a route in a language, with the ids of demo data in it. */
export const addressOf = (path: string, locale: string, { id, slug }: DemoTutor): string =>
  `/${locale}${path.replace('{provider}', id).replace('{slug}', slug)}`;
