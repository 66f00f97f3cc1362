import { Currency, PAYABLE_BOUNDS } from '@edu/contract-kit';
import { pspWebhooks } from '@edu/contracts-payment';
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

it('psps share no variable', () => {
  const names = PSPS.flatMap(({ env }) => Object.keys(env));
  expect(new Set(names).size).toBe(names.length);
});
