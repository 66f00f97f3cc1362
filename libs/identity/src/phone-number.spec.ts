import fc from 'fast-check';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import { checkPhone, countryOf } from './phone-number.ts';

const TODAY = new Date('2026-11-26T12:00:00Z');
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
    expect(checkPhone(phone, TODAY)).toEqual({ kind: 'mobile', phone, country });
    expect(countryOf(phone)).toBe(country);
  });

  it.each([
    ['Benin, 2024', '+22997123456', '+2290197123456', 'BJ'],
    ['Benin, 2024', '+22940123456', '+2290140123456', 'BJ'],
    ['Gabon, 2019, Libertis', '+24106123456', '+24166123456', 'GA'],
    ['Gabon, 2019, Libertis without its zero', '+2416123456', '+24166123456', 'GA'],
    ['Gabon, 2019, Libertis', '+24102123456', '+24162123456', 'GA'],
    ['Gabon, 2019, Moov', '+24105123456', '+24165123456', 'GA'],
    ['Gabon, 2019, Airtel', '+24107123456', '+24177123456', 'GA'],
    ['Gabon, 2019, Airtel without its zero', '+2414123456', '+24174123456', 'GA'],
  ])('of the plan before (%s) is repaired: %s', (_plan, old, phone, country) => {
    const line = { kind: 'mobile', phone, country };
    expect(checkPhone(old, TODAY)).toEqual(line);
    expect(checkPhone(phone, TODAY)).toEqual(line);
  });

  it.each([
    ['Côte d’Ivoire, 2021, Orange', '+22507010203', '+225 01, 05, 07'],
    ['Côte d’Ivoire, 2021, MTN', '+22505010203', '+225 01, 05, 07'],
    ['Côte d’Ivoire, 2021, Moov', '+22501010203', '+225 01, 05, 07'],
    ['Gabon, 2019, of no operator that we know', '+24103123456', '+241 6, 7'],
  ])('of the plan before (%s) is asked about: %s', (_plan, old, form) => {
    expect(checkPhone(old, TODAY)).toEqual({ kind: 'old', form });
  });

  it('keeps its form until the day of the new plan', () => {
    const old = '+24106123456';
    const day = (at: string) => checkPhone(old, new Date(at));
    expect(day('2019-11-15T23:59:59Z')).toMatchObject({ phone: old });
    expect(day('2019-11-16T00:00:00Z')).toMatchObject({ phone: '+24166123456' });
  });

  it('is never sent to in a form that its country has given up', () => {
    const digits = fc.integer({ min: 0, max: 99_999_999 });
    const code = fc.constantFrom('225', '229', '241');
    const length = fc.constantFrom(7, 8);
    fc.assert(
      fc.property(code, digits, length, (country, number, size) => {
        const old = `+${country}${String(number).padStart(8, '0').slice(-size)}`;
        const checked = checkPhone(old, TODAY);
        if (checked.kind !== 'mobile') return;
        // Gabon's eight digits are its new form as well, and begin with no zero there.
        const isNew = /^\+241[67]\d{7}$/.test(old);
        expect(checked.phone === old).toBe(isNew);
        expect(checked.phone).toMatch(/^\+(22501\d{8}|22901\d{8}|241[67]\d{7})$/);
        expect(checkPhone(checked.phone, TODAY)).toEqual(checked);
      }),
      { numRuns: 2_000 },
    );
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
    expect(checkPhone(phone, TODAY)).toEqual({ kind: 'none' });
  });
});
