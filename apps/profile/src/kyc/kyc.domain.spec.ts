import { KYC_CHECKS } from '@edu/contract-kit';
import { describe, expect, it } from 'vitest';
import { approvalsNeeded, LONGEST_MONTHS, missingPieces, validUntil } from './kyc.domain.ts';

const now = new Date('2026-11-26T10:00:00Z');

describe('an approval', () => {
  it('counts as long as its check allows when no day is given', () => {
    expect(validUntil('diploma', now, undefined)).toBeNull();
    expect(validUntil('criminal_record', now, undefined)).toEqual(new Date('2027-11-26T10:00:00Z'));
  });

  it('counts until the day that the document names is over', () => {
    expect(validUntil('identity', now, '2027-02-28')).toEqual(new Date('2027-03-01T00:00:00Z'));
    expect(validUntil('diploma', now, '2026-11-26')).toEqual(new Date('2026-11-27T00:00:00Z'));
  });

  it('has no day that is over, or beyond what its check allows', () => {
    expect(validUntil('identity', now, '2026-11-25')).toBeUndefined();
    expect(validUntil('criminal_record', now, '2027-11-26')).toEqual(
      new Date('2027-11-27T00:00:00Z'),
    );
    expect(validUntil('criminal_record', now, '2027-11-28')).toBeUndefined();
  });

  it('takes two people for a criminal record, and one for all else', () => {
    const needed = Object.fromEntries(KYC_CHECKS.map((check) => [check, approvalsNeeded(check)]));
    expect(needed).toEqual({ identity: 1, diploma: 1, criminal_record: 2, address: 1 });
  });
});

it('a check says what is missing', () => {
  expect(missingPieces('identity', ['back'])).toEqual(['front', 'selfie']);
  expect(missingPieces('identity', ['front', 'selfie'])).toEqual([]);
  expect(missingPieces('diploma', [])).toEqual(['document']);
});

it('every check that ends has a longest time', () => {
  expect(Object.keys(LONGEST_MONTHS).sort()).toEqual([...KYC_CHECKS].sort());
});
