import { describe, expect, it } from 'vitest';
import {
  numbersOfZone,
  dialCode,
  internationalNumber,
  PHONE_COUNTRIES,
  readableNumber,
} from './phone-number.ts';

describe('a phone number as people write it', () => {
  it.each([
    ['07 01 02 03 04', 'CI', '+2250701020304'],
    ['0701020304', 'CI', '+2250701020304'],
    ['01 97 12 34 56', 'BJ', '+2290197123456'],
    ['77-123-45-67', 'SN', '+221771234567'],
    ['06 12 34 56 78', 'FR', '+33612345678'],
    ['6 12 34 56 78', 'FR', '+33612345678'],
    ['(514) 555-0199', 'CA', '+15145550199'],
    ['1 514 555 0199', 'CA', '+15145550199'],
    ['0803 123 4567', 'NG', '+2348031234567'],
    ['06 612 3456', 'CG', '+242066123456'],
  ])('%s in %s is %s', (typed, country, phone) => {
    expect(internationalNumber(typed, country)).toBe(phone);
  });

  it.each(['+33 6 12 34 56 78', '0033 6 12 34 56 78', '＋３３ 612345678'])(
    '%s names its country itself',
    (typed) => {
      expect(internationalNumber(typed, 'CI')).toBe('+33612345678');
    },
  );

  it('is of the country that the device is in, or of Côte d’Ivoire', () => {
    expect(numbersOfZone('Africa/Dakar')).toBe('SN');
    expect(numbersOfZone('America/Toronto')).toBe('CA');
    expect(numbersOfZone('Asia/Tokyo')).toBe('CI');
    expect(numbersOfZone('UTC')).toBe('CI');
  });

  it.each([
    ['+2250701020304', '+225 07 01 02 03 04'],
    ['+33612345678', '+33 6 12 34 56 78'],
    ['+9991234567', '+9991234567'],
  ])('%s is read as %s', (phone, text) => {
    expect(readableNumber(phone).replaceAll('\u00a0', ' ')).toBe(text);
  });

  it('has a dialling code in every country of the list', () => {
    for (const country of PHONE_COUNTRIES) expect(dialCode(country)).toMatch(/^\+[1-9]\d{0,2}$/);
  });
});
