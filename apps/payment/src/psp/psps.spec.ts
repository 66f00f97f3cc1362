import { glob, readFile } from 'node:fs/promises';
import { Currency, PAYABLE_BOUNDS } from '@edu/contract-kit';
import { pspWebhooks } from '@edu/contracts-payment';
import { SIMULATORS } from '@edu/simulators/definitions';
import { expect, it } from 'vitest';
import { egress, PaymentConfig } from '../app.config.ts';
import { PSPS } from './psps.ts';

it.each(Currency.options)('one psp takes every amount in %s that may be booked', (currency) => {
  const { min, max } = PAYABLE_BOUNDS[currency];
  const takesAll = PSPS.some(({ capabilities }) => {
    const bounds = capabilities.amounts[currency];
    return bounds && bounds.min <= min && bounds.max >= max;
  });
  expect(takesAll).toBe(true);
});

it('what a psp declares reaches the configuration, the firewall and the edge', () => {
  const variables = PaymentConfig.variables.map(({ name }) => name);
  for (const psp of PSPS) {
    expect(variables).toEqual(expect.arrayContaining(Object.keys(psp.env)));
    expect(egress).toEqual(expect.arrayContaining([...psp.egress]));
  }
  expect([...pspWebhooks.keys()]).toEqual(PSPS.map(({ id }) => id));
});

it('what is no webhook of its psp is refused in one place, and secrets are compared by nobody else', async () => {
  const sources = await Promise.all(
    (await Array.fromAsync(glob('apps/payment/src/**/*.ts')))
      .filter((path) => !/\.(spec|harness|conformance)\.ts$/.test(path))
      .map(async (path) => [path.replace('apps/payment/src/', ''), await readFile(path, 'utf8')]),
  );
  const saying = (words: string) =>
    sources.filter(([, source]) => source!.includes(words)).map(([path]) => path);
  expect(saying('badSignature(')).toEqual(['webhook/webhook.service.ts']);
  expect(saying('timingSafeEqual(').toSorted()).toEqual([
    'psp/message-signature.ts',
    'psp/timed-signature.ts',
  ]);
  for (const path of saying('createHmac(').filter((path) => path!.startsWith('psp/'))) {
    expect(path).toBe('psp/timed-signature.ts');
  }
});

it('psps share no variable', () => {
  const names = PSPS.flatMap(({ env }) => Object.keys(env));
  expect(new Set(names).size).toBe(names.length);
});

/** Read by the web, for the page that has the card's form. */
const OF_THE_WEB = ['STRIPE_JS_URL'];

it('a simulator of a psp gives it variables that it reads', () => {
  const simulated = PSPS.flatMap(({ id, env }) =>
    SIMULATORS.filter(({ name }) => name === id).map((simulator) => ({ env, simulator })),
  );
  expect(simulated).not.toEqual([]);
  for (const { env, simulator } of simulated) {
    const given = [...Object.keys(simulator.secrets), ...Object.keys(simulator.env({}, {}))];
    const read = [...Object.keys(env), ...OF_THE_WEB];
    expect(read).toEqual(expect.arrayContaining([...given, simulator.realAccount]));
  }
});
