import { createClient } from '@edu/client';

/** Id of a demo tutor near Cocody in Abidjan, once the search knows one. */
export async function demoProvider(url: string, patienceMs = 15_000): Promise<string> {
  const api = createClient({ url });
  const query = { subject: 'maths', lat: 5.36, lng: -3.98, radiusKm: 10, limit: 1 };
  const until = performance.now() + patienceMs;
  for (;;) {
    const { items } = await api.get('/api/v1/search/tutors', { params: { query } });
    if (items[0]) return items[0].providerId;
    if (performance.now() > until) throw new Error('the search knows no demo tutor');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** The address of a route in a language, with the ids of demo data in it. */
export const addressOf = (path: string, locale: string, provider: string): string =>
  `/${locale}${path.replace('{provider}', provider)}`;
