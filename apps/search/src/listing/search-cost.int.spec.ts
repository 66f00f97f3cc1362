import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Criteria, Way } from './listing.domain.ts';
import { matchValues, orderOf, walkOf, walkValues } from './listing.domain.ts';
import { ListingHarness } from './listing.harness.ts';
import { MATCHES, WALKS } from './listing.sql.ts';

/** Three times what one statement may look at, so that whoever reads them all is found out. */
const LISTINGS = 20_000;
/** Rows that one statement reads of the listings, and pages of anything. */
const MAX_ROWS = 8_100;
const MAX_PAGES = 40_000;

const search = new ListingHarness();
beforeAll(async () => {
  await search.start();
  await search.empty();
  await search.service.sql.query(SEED, [LISTINGS]);
  await search.service.sql.query('VACUUM ANALYZE search.listing, search.listing_subject');
}, 180_000);
afterAll(() => search.stop());

/**
 * Few texts and places, so that each is common; a rare subject, country and price; the rare ones
 * apart from one another, so that nothing fits both.
 */
const SEED = `
  INSERT INTO search.listing (provider_id, kind, display_name, headline, bio, subjects, keywords,
    languages, modes, rate_amount, rate_currency, city, country, location, radius_km, levels, booking_mode, score)
  SELECT gen_random_uuid(), CASE WHEN n % 10 = 0 THEN 'coach' ELSE 'tutor' END,
    'Awa ' || (ARRAY['Koné', 'Diallo', 'Touré', 'Mensah'])[1 + n % 4], 'Cours', 'Patience',
    CASE WHEN n % 500 = 3 THEN ARRAY['latin'] WHEN n % 3 = 0 THEN ARRAY['piano', 'chess'] ELSE ARRAY['maths'] END,
    CASE WHEN n % 3 = 0 THEN 'piano chess' ELSE 'maths' END,
    CASE WHEN n % 7 = 0 THEN ARRAY['en'] ELSE ARRAY['fr', 'en'] END,
    CASE WHEN n % 2 = 0 THEN ARRAY['online'] ELSE ARRAY['online', 'in_person'] END,
    1000 + n % 9 * 500, CASE WHEN n % 4 = 0 THEN 'EUR' ELSE 'XOF' END,
    'Abidjan', CASE WHEN n % 500 = 4 THEN 'FR' ELSE 'CI' END,
    extensions.ST_MakePoint(-3.98 + (n % 211) * 1e-3, 5.36 + (n % 173) * 1e-3)::extensions.geography,
    50, CASE WHEN n % 500 = 3 THEN ARRAY['adult', 'latin:adult']
      WHEN n % 3 = 0 THEN ARRAY['primary', 'piano:primary'] ELSE ARRAY['higher', 'maths:higher'] END,
    CASE WHEN n % 500 = 6 THEN 'request' WHEN n % 5 > 0 THEN 'instant' END,
    n % 1000
  FROM generate_series(1, $1::int) AS n`;

/** Every value of a filter that says something else to the planner. */
const CHOICES = {
  subject: [undefined, 'maths', 'latin'],
  q: [undefined, 'cours', 'zwarg'],
  place: [
    undefined,
    { lat: 5.36, lng: -3.98, radiusKm: 1 },
    { lat: 5.36, lng: -3.98, radiusKm: 200 },
    { lat: -45, lng: 170, radiusKm: 200 },
  ],
  mode: [undefined, 'online'],
  narrow: [
    {},
    { level: 'adult' },
    { level: 'higher', country: 'FR' },
    { country: 'FR' },
    { bookingMode: 'instant' },
    { bookingMode: 'request', level: 'higher' },
    { currency: 'XOF', maxRate: 1, country: 'FR' },
  ],
  sort: ['best', 'distance', 'price'],
} as const;

type Choice = { [K in keyof typeof CHOICES]: (typeof CHOICES)[K][number] };

function combinations(): Choice[] {
  return Object.entries(CHOICES).reduce<object[]>(
    (all, [name, values]) =>
      all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  ) as Choice[];
}

/** What can be asked of all that, each once. */
const QUESTIONS = combinations()
  .filter(({ sort, place }) => sort !== 'distance' || place)
  .map(({ narrow, ...rest }): Criteria => ({
    kind: 'tutor',
    limit: 20,
    ...rest,
    ...narrow,
    ...(rest.sort === 'price' && { currency: 'XOF' }),
  }));

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Plan[];
}

/** Rows of listings that were read, those that did not fit included. */
function rowsRead(plan: Plan): number {
  const own = plan['Relation Name'] === 'listing' && plan['Node Type'] !== 'Bitmap Index Scan';
  const each = plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0);
  const below = (plan.Plans ?? []).reduce((sum, child) => sum + rowsRead(child), 0);
  return below + (own ? each * plan['Actual Loops'] : 0);
}

describe('the cost of a search', () => {
  it('is bounded for every combination of filters, order and way', async () => {
    const client = await asTheService();
    const ways: Way[] = ['walk', 'match', 'mistyped'];
    const dear: unknown[] = [];
    try {
      for (const criteria of QUESTIONS) {
        for (const way of ways) {
          if (way === 'mistyped' && criteria.q !== 'zwarg') continue;
          const { text, values } = statementOf(criteria, way);
          const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
            `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${text}`,
            values,
          );
          const { Plan: plan } = rows[0]!['QUERY PLAN'][0];
          const read = rowsRead(plan);
          const pages = plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
          if (read > MAX_ROWS || pages > MAX_PAGES) dear.push({ way, read, pages, criteria });
        }
      }
    } finally {
      client.release(true);
    }
    expect(dear).toEqual([]);
  }, 600_000);
});

/** A connection with the settings of the role that the service logs in with. */
async function asTheService() {
  const client = await search.service.sql.connect();
  await client.query(`
    SELECT set_config(split_part(setting, '=', 1), split_part(setting, '=', 2), false)
    FROM pg_roles, unnest(rolconfig) AS setting WHERE rolname = 'search_service'`);
  await client.query(`SET statement_timeout = '1min'`);
  return client;
}

function statementOf(criteria: Criteria, way: Way) {
  if (way === 'walk') {
    const statement = WALKS[walkOf(criteria)];
    return { text: statement.text, values: statement.bind(walkValues(criteria, undefined)) };
  }
  const statement = MATCHES[orderOf(criteria)];
  const meant = way === 'mistyped' ? ['maths'] : undefined;
  return { text: statement.text, values: statement.bind(matchValues(criteria, meant, undefined)) };
}
