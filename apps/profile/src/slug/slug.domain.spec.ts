import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profileRpc } from '@edu/contracts-profile';
import { Id } from '@edu/contract-kit';
import { slugBase, slugCandidates } from './slug.domain.ts';

describe('what a name gives', () => {
  it.each([
    ['Awa Koné', 'awa-kone'],
    ['Awa N’Diaye', 'awa-ndiaye'],
    ['  Jean-Paul  II ', 'jean-paul-ii'],
    ['Ɛsi Ɔbɛ Ŋusẽ', 'esi-obe-nguse'],
    ['Ṣẹ́gun Ọláníyì', 'segun-olaniyi'],
    ['Сара Новак', 'sara-novak'],
    ['عائشة', 'i-shh'],
    ['አስቴር', 'aster'],
    ['王小明', 'wangxiaoming'],
    ['Ａｗａ', 'awa'],
    ['Edu Connect', 'tutor'],
    ['ߒߞߏ', 'nko'],
    ['M. 👩🏾‍🏫', 'm-woman-school'],
    ['‖', 'tutor'],
    [`${'Nana '.repeat(16)}`, 'nana-nana-nana-nana-nana-nana-nana-nana'],
    ['x'.repeat(80), 'x'.repeat(40)],
  ])('%s: %s', (name, base) => expect(slugBase(name, 'tutor')).toBe(base));

  it('is always what the contract takes, and never an id', () => {
    const id = '01a20a75-fad1-7435-b3e5-daa5366c2cf4';
    expect(slugCandidates(slugBase(id, 'tutor'), null)).not.toContain(id);
    expect(slugCandidates('01a20a75-fad1-7435-b3e5', 'DAA5366C2CF4')).not.toContain(id);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.string(), (name, city) => {
        for (const slug of slugCandidates(slugBase(name, 'coach'), city)) {
          expect(Id.safeParse(slug).success).toBe(false);
          expect(profileRpc.getListing.input.parse({ id: slug })).toEqual({ id: slug });
        }
      }),
    );
  });
});
