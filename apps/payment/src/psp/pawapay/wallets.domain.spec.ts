import { describe, expect, it } from 'vitest';
import { ActiveConf, providerOf, toNoWallet, toWallet } from './wallets.domain.ts';

const ussd = (shortCode: string) => ({
  channels: [{ type: 'USSD', instructions: { fr: [{ variables: { shortCode } }] } }],
});
const takes = (more: object) => ({
  ...{ minAmount: '100', maxAmount: '2000000.00', status: 'OPERATIONAL' },
  authType: 'PROVIDER_AUTH',
  ...more,
});
const provider = (name: string, currency: string, DEPOSIT?: object) => ({
  provider: name,
  currencies: [{ currency, operationTypes: { ...(DEPOSIT && { DEPOSIT }) } }],
});

const conf = ActiveConf.parse({
  countries: [
    {
      country: 'CIV',
      providers: [
        provider(
          'ORANGE_CIV',
          'XOF',
          takes({ pinPrompt: 'MANUAL', pinPromptInstructions: ussd('#144*82#') }),
        ),
        provider('MTN_MOMO_CIV', 'XOF', takes({ pinPrompt: 'AUTOMATIC' })),
        provider('MOOV_CIV', 'XOF', takes({ status: 'CLOSED', maxAmount: '100000' })),
        provider('WAVE_CIV', 'XOF', takes({ authType: 'REDIRECT_AUTH' })),
        provider('NEW_CIV', 'XOF', takes({ pinPromptInstructions: ussd('tel:evil') })),
        provider('PAYOUTS_CIV', 'XOF'),
      ],
    },
  ],
});

describe('the wallet of a number', () => {
  it('says which operator has it, what that takes and what to dial', () => {
    const bounds = { min: 100, max: 2_000_000 };
    expect(toWallet(conf, 'ORANGE_CIV', 'XOF')).toEqual({
      ...{ operator: 'Orange Money', bounds, isUp: true },
      ...{ appears: false, dial: '#144*82#' },
      others: ['MTN Mobile Money', 'Moov Money', 'NEW_CIV'],
    });
    expect(toWallet(conf, 'MTN_MOMO_CIV', 'XOF')).toEqual({
      ...{ operator: 'MTN Mobile Money', bounds, isUp: true },
      ...{ appears: true, dial: null },
      others: ['Orange Money', 'Moov Money', 'NEW_CIV'],
    });
  });

  it('says when its operator is down, or moves other money', () => {
    expect(toWallet(conf, 'MOOV_CIV', 'XOF')).toMatchObject({
      ...{ isUp: false, bounds: { min: 100, max: 100_000 } },
    });
    expect(toWallet(conf, 'MTN_MOMO_CIV', 'XAF')).toMatchObject({ bounds: null });
  });

  it('has the name of pawaPay where we know no brand, and dials nothing that is no code', () => {
    expect(toWallet(conf, 'NEW_CIV', 'XOF')).toMatchObject({ operator: 'NEW_CIV', dial: null });
  });

  it.each([undefined, 'AIRTEL_GAB', 'WAVE_CIV', 'PAYOUTS_CIV'])('is none of %s', (name) => {
    expect(toWallet(conf, name, 'XOF')).toBeUndefined();
  });
});

it('names the operators of a country that send prompts', () => {
  const served = ['Orange Money', 'MTN Mobile Money', 'Moov Money', 'NEW_CIV'];
  expect(toNoWallet(conf, 'CI')).toEqual({ served });
  expect(toNoWallet(conf, 'SN')).toEqual({ served: [] });
});

it('an operator is found by its brand in its own country, where it sends prompts', () => {
  expect(providerOf(conf, 'CI', 'Orange Money')).toBe('ORANGE_CIV');
  expect(providerOf(conf, 'CI', 'Wave')).toBeUndefined();
  expect(providerOf(conf, 'SN', 'Orange Money')).toBeUndefined();
  expect(providerOf(conf, undefined, 'Orange Money')).toBeUndefined();
});
