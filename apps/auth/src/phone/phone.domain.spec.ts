import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import { checkPhone, countryOf } from './phone.domain.ts';

const SERVED = ['BJ', 'CI', 'SN', 'TG', 'ML', 'BF', 'NE', 'GN', 'CM', 'NG', 'GH', 'FR', 'CA', 'US'];

describe('a phone number', () => {
  it.each(SERVED)('of a mobile phone in %s is taken as it is', (country) => {
    const { [country as 'CI']: national } = examples;
    const code = {
      BJ: 229,
      CI: 225,
      SN: 221,
      TG: 228,
      ML: 223,
      BF: 226,
      NE: 227,
      GN: 224,
      CM: 237,
      NG: 234,
      GH: 233,
      FR: 33,
      CA: 1,
      US: 1,
    }[country];
    const phone = `+${code}${national}`;
    expect(checkPhone(phone)).toEqual({ kind: 'mobile', phone, country });
    expect(countryOf(phone)).toBe(country);
  });

  it('of Benin’s plan before 2024 is the same line as its new form', () => {
    const line = { kind: 'mobile', phone: '+2290197123456', country: 'BJ' };
    expect(checkPhone('+22997123456')).toEqual(line);
    expect(checkPhone('+2290197123456')).toEqual(line);
  });

  it('of Côte d’Ivoire’s plan before 2021 is refused with the beginnings of the new one', () => {
    expect(checkPhone('+22507010203')).toEqual({ kind: 'old', form: '+225 01, 05, 07' });
  });

  it.each([
    ['a premium rate', '+19005551234'],
    ['a satellite', '+881612345678'],
    ['an international network', '+882161234567'],
    ['a shared-cost service', '+80812345678'],
    ['a land line', '+2252721234567'],
    ['too short', '+22507010'],
    ['too long', '+22507010203040'],
    ['no country', '+9991234567'],
    ['Benin’s old plan with a digit too many', '+229971234567'],
  ])('that is %s is refused', (_what, phone) => {
    expect(checkPhone(phone)).toEqual({ kind: 'none' });
  });
});
