import { beforeEach, describe, expect, it } from 'vitest';
import { Gazetteer } from '../gazetteer.ts';
import type { Geocoder } from '../geocoder.ts';
import { CarefulGeocoder } from './careful-geocoder.ts';
import { TooManyRequests } from './nominatim.geocoder.ts';
import type { Turns } from './turns.ts';

const ATTRIBUTION = { text: '© somebody', url: 'https://somebody.test/' };
const PLACE = { name: 'There', within: null, country: 'CI', location: { lat: 5, lng: -4 } };

let asked: number;
let fails: Error | undefined;
let now: number;
let hasTurn: boolean;
let geocoder: CarefulGeocoder;
beforeEach(() => {
  [asked, fails, now, hasTurn] = [0, undefined, 0, true];
  const answer = <T>(found: T) => {
    asked++;
    return fails ? Promise.reject(fails) : Promise.resolve(found);
  };
  const elsewhere: Geocoder = {
    id: 'elsewhere',
    attribution: ATTRIBUTION,
    find: (text) => answer(text.includes('nowhere') ? [] : [PLACE]),
    nearest: ({ lat }) => answer(lat < 0 ? null : PLACE),
  };
  const turns = { take: () => Promise.resolve(hasTurn) } as Turns;
  geocoder = new CarefulGeocoder(elsewhere, new Gazetteer(), turns, {
    now: () => new Date(now),
    failed: () => undefined,
  });
});

const find = (text: string) => geocoder.find(text, 'fr', 1);
const owned = { found: [PLACE], attribution: ATTRIBUTION };
const fromGazetteer = {
  found: [expect.objectContaining({ name: 'Cocody' }) as object],
  attribution: null,
};

describe('a geocoder elsewhere', () => {
  it('is asked once for one question, by however many at once', async () => {
    expect(await Promise.all([find('Cocody'), find(' COCODY ')])).toEqual([owned, owned]);
    expect(await find('cocody')).toEqual(owned);
    expect(asked).toBe(1);
    await geocoder.find('cocody', 'en', 1);
    expect(asked).toBe(2);
  });

  it('leaves to the gazetteer what it does not know, and is not asked again', async () => {
    const empty = { found: [], attribution: null };
    expect([await find('nowhere'), await find('nowhere')]).toEqual([empty, empty]);
    expect(asked).toBe(1);
    const around = await geocoder.nearest({ lat: -30, lng: -20 }, 'fr');
    expect(around).toEqual({ found: null, attribution: null });
    expect(await geocoder.nearest({ lat: 5, lng: -4 }, 'fr')).toEqual({
      ...{ found: PLACE, attribution: ATTRIBUTION },
    });
  });

  it('is not waited for by who has no turn', async () => {
    hasTurn = false;
    expect(await find('Cocody')).toEqual(fromGazetteer);
    expect(asked).toBe(0);
    hasTurn = true;
    expect(await find('Cocody')).toEqual(owned);
  });

  it('rests after three failures in a row, and is asked again half a minute later', async () => {
    fails = new Error('down');
    for (let n = 0; n < 5; n++) expect(await find('Cocody')).toEqual(fromGazetteer);
    expect(asked).toBe(3);
    fails = undefined;
    now = 29_999;
    expect(await find('Cocody')).toEqual(fromGazetteer);
    now = 30_000;
    expect(await find('Cocody')).toEqual(owned);
  });

  it.each([
    ['at once, for half a minute', null, 30_000],
    ['for as long as it says', '120', 120_000],
    ['for an hour at most', '99999999', 3_600_000],
  ])('rests when too much was asked: %s', async (_what, retryAfter, ms) => {
    fails = new TooManyRequests(retryAfter);
    expect(await find('Cocody')).toEqual(fromGazetteer);
    fails = undefined;
    now = ms - 1;
    expect(await find('Cocody')).toEqual(fromGazetteer);
    now = ms;
    expect(await find('Cocody')).toEqual(owned);
    expect(asked).toBe(2);
  });

  it('answers from what is kept also while it rests', async () => {
    await find('Cocody');
    fails = new TooManyRequests(null);
    await find('Yaoundé');
    expect(await find('Cocody')).toEqual(owned);
  });
});
