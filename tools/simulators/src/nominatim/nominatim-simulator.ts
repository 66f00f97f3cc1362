import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sendOverview } from '../kit/control.ts';
import { seed } from '../kit/fault-board.ts';
import { faultRule, milliseconds } from '../kit/fault-rule.ts';
import { html, table } from '../kit/html.ts';
import { openSimulator, type Simulator, type SimulatorOptions } from '../kit/simulator.ts';
import { OSM_PLACES, type OsmPlace } from './nominatim-places.ts';

const nominatimFaults = z.strictObject({
  seed,
  /** 429: too many requests of this address. */
  rateLimit429: faultRule.prefault({}),
  /** 503: overloaded. */
  fail503: faultRule.prefault({}),
  /** An answer comes this much later. */
  slow: faultRule.extend({ ms: milliseconds.default(0) }).prefault({}),
  /** 200 with half of an answer. */
  malformed: faultRule.prefault({}),
});

export interface NominatimRequest {
  readonly path: string;
  readonly userAgent: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface NominatimSimulator extends Simulator<z.infer<typeof nominatimFaults>> {
  /** What was asked, the latest last. */
  readonly requests: readonly NominatimRequest[];
}

const LICENCE = 'Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright';
const KEPT = 1_000;
/** Further away there is nothing: kilometres. */
const COVERAGE_KM = 50;
const RANKS = { city: 16, suburb: 19, quarter: 20, road: 26 } as const;
/** Zoom from which a reverse search answers things of a kind. */
const ZOOMS = { city: 10, suburb: 13, quarter: 14, road: 16 } as const;

const common = { format: z.literal('jsonv2'), 'accept-language': z.string().default('en') };
/** Source: nominatim.org/release-docs/latest/api/Search */
const Search = z.object({
  ...common,
  q: z.string().min(1),
  limit: z.coerce.number().int().min(1).max(40).default(10),
  addressdetails: z.enum(['0', '1']).default('0'),
});
/** Source: nominatim.org/release-docs/latest/api/Reverse */
const Reverse = z.object({
  ...common,
  lat: z.coerce.number().min(-90).max(90),
  lon: z.coerce.number().min(-180).max(180),
  zoom: z.coerce.number().int().min(0).max(18).default(18),
  addressdetails: z.enum(['0', '1']).default('1'),
});

/** Starts a stand-in for Nominatim: its two searches as jsonv2, over a few places. */
export async function startNominatimSimulator(
  options: SimulatorOptions,
): Promise<NominatimSimulator> {
  const { server, faults, start } = openSimulator(options, {
    faults: nominatimFaults,
    answerError: (reply, code, message) => void reply.code(code).send({ error: { code, message } }),
  });
  const requests: NominatimRequest[] = [];

  /** Answers, unless a fault is to happen. */
  const answer = async (request: FastifyRequest, reply: FastifyReply, find: () => unknown) => {
    const userAgent = request.headers['user-agent'] ?? '';
    requests.push({ path: request.url, userAgent, at: Date.now() });
    requests.splice(0, requests.length - KEPT);
    const refuse = (code: number, message: string) =>
      reply.code(code).send({ error: { code, message } });
    // Its usage policy: applications say who they are, those of a library do not.
    if (!userAgent || /^(node|undici|axios|curl)/i.test(userAgent)) {
      return refuse(403, 'Access blocked. A User-Agent that identifies the application is needed.');
    }
    const { slow, rateLimit429, fail503, malformed } = faults.current;
    if (faults.take(slow)) await sleep(slow.ms, undefined, { signal: faults.ended }).catch(() => 0);
    if (faults.take(rateLimit429)) return refuse(429, 'Too many requests.');
    if (faults.take(fail503)) return refuse(503, 'Service unavailable.');
    if (faults.take(malformed))
      return reply.type('application/json').send('[{"place_id": 1, "lat": ');
    const found = find();
    if (found === null) return refuse(400, 'A parameter is missing or wrong.');
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(found));
  };

  server.get('/search', (request, reply) =>
    answer(request, reply, () => {
      const asked = Search.safeParse(request.query);
      if (!asked.success) return null;
      const { q, limit, addressdetails, 'accept-language': language } = asked.data;
      return OSM_PLACES.filter((place) => matches(place, q))
        .slice(0, limit)
        .map((place) => resultOf(place, language, addressdetails === '1'));
    }),
  );
  server.get('/reverse', (request, reply) =>
    answer(request, reply, () => {
      const asked = Reverse.safeParse(request.query);
      if (!asked.success) return null;
      const { lat, lon, zoom, addressdetails, 'accept-language': language } = asked.data;
      const place = nearest(lat, lon, zoom);
      if (!place) return { error: 'Unable to geocode' };
      return resultOf(place, language, addressdetails === '1');
    }),
  );
  server.get('/', (_request, reply) =>
    sendOverview(
      reply,
      'Nominatim',
      html`<p>The latest searches:</p>
        ${table(
          ['Asked', 'By'],
          requests.slice(-50).map(({ path, userAgent }) => [path, userAgent]),
          'Nobody has asked.',
        )}`,
      { faults },
    ),
  );
  return Object.assign(await start({}), { requests });
}

/** Every word of the text is in the place’s name, its city or its country. */
function matches(place: OsmPlace, text: string): boolean {
  const known = plain([place.fr, place.en, place.city, place.countryFr].join(' '));
  return plain(text)
    .split(/[\s,]+/)
    .filter(Boolean)
    .every((word) => known.includes(word));
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function nearest(lat: number, lng: number, zoom: number): OsmPlace | undefined {
  const km = (place: OsmPlace) =>
    Math.hypot(place.lat - lat, (place.lng - lng) * Math.cos((lat * Math.PI) / 180)) * 111;
  return OSM_PLACES.filter((place) => ZOOMS[place.kind] <= zoom && km(place) < COVERAGE_KM).sort(
    (a, b) => km(a) - km(b),
  )[0];
}

/** Source: nominatim.org/release-docs/latest/api/Output */
function resultOf(place: OsmPlace, language: string, withAddress: boolean) {
  const { id, kind, city, country, countryFr: french, lat, lng } = place;
  const name = language.startsWith('fr') ? place.fr : place.en;
  const countryName = language.startsWith('fr')
    ? french
    : new Intl.DisplayNames('en', { type: 'region' }).of(country.toUpperCase())!;
  const half = 0.02;
  return {
    place_id: id,
    licence: LICENCE,
    ...{ osm_type: 'relation', osm_id: id * 1_000 },
    ...{ lat: lat.toFixed(7), lon: lng.toFixed(7) },
    ...{ category: kind === 'road' ? 'highway' : 'place', type: kind, place_rank: RANKS[kind] },
    ...{ importance: 1 / RANKS[kind], addresstype: kind, name },
    display_name: [...new Set([name, city, countryName])].join(', '),
    ...(withAddress && {
      address: { [kind]: name, city, country: countryName, country_code: country },
    }),
    boundingbox: [lat - half, lat + half, lng - half, lng + half].map(String),
  };
}
