import { beforeEach, describe, expect, it } from 'vitest';
import { Health } from './health.ts';

let now: number;
let up: boolean;
let looks: number;
let health: Health;
beforeEach(() => {
  now = 0;
  up = true;
  looks = 0;
  health = new Health('probe', () => now);
});

const check = () => {
  looks++;
  return up ? Promise.resolve() : Promise.reject(new Error('down'));
};
/** What is said a good second later. */
const later = async () => {
  now += 1_001;
  return (await health.report()).status;
};

describe('something that is needed', () => {
  beforeEach(() => health.require('database', check));

  it('is down after three failed checks in a row, not after one', async () => {
    expect(await later()).toBe('ready');
    up = false;
    expect([await later(), await later(), await later()]).toEqual([
      'ready',
      'ready',
      'unavailable',
    ]);
    expect((await health.report()).checks).toEqual({ database: 'down' });
  });

  it('recovers at the first good check, and is down again only after three more failures', async () => {
    await later();
    up = false;
    for (let n = 0; n < 5; n++) await later();
    up = true;
    expect(await later()).toBe('ready');
    for (let blip = 0; blip < 4; blip++) {
      up = blip % 2 === 1;
      expect(await later()).toBe('ready');
    }
  });

  it('is down until its first good check', async () => {
    up = false;
    expect(await later()).toBe('unavailable');
    up = true;
    expect(await later()).toBe('ready');
  });

  it('is checked once a second, however often readiness is requested', async () => {
    for (let n = 0; n < 50; n++) await health.report();
    expect(looks).toBe(1);
    await later();
    expect(looks).toBe(2);
  });

  it('is down when it does not answer in a second', async () => {
    health.require('frozen', () => new Promise(() => undefined));
    expect(await health.report()).toMatchObject({
      status: 'unavailable',
      checks: { database: 'up', frozen: 'down' },
    });
  });
});

it('stays ready without a dependency that is only observed, and reports it', async () => {
  health.observe('cache', check);
  up = false;
  expect(await later()).toBe('ready');
  expect((await health.report()).checks).toEqual({ cache: 'down' });
});

it('is not ready as soon as it drains', async () => {
  health.require('database', check);
  expect(await later()).toBe('ready');
  health.drain();
  expect((await health.report()).status).toBe('draining');
});
