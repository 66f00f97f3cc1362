import { describe, expect, it } from 'vitest';
import { defineErrors } from '@edu/contract-kit';
import { badField } from './field-errors.ts';
import { ProblemCatalogue } from './problem-reply.ts';

const errors = defineErrors('shop', {
  soldOut: {
    status: 409,
    title: { en: '{count} are gone', fr: '{count} sont partis' },
    detail: { en: 'Choose others.', fr: 'Choisissez-en d’autres.' },
  },
});
const catalogue = new ProblemCatalogue([errors]);

describe('a problem', () => {
  it('is told in the reader’s language', () => {
    const problem = errors.soldOut({ params: { count: 3 } });
    expect(catalogue.describe(problem, 'fr', 'r1')).toEqual({
      type: 'https://educonnect.app/problems/shop.sold_out',
      title: '3 sont partis',
      status: 409,
      code: 'shop.sold_out',
      detail: 'Choisissez-en d’autres.',
      requestId: 'r1',
    });
  });

  it('of a table that this process does not know keeps its English title', () => {
    const described = new ProblemCatalogue([]).describe(errors.soldOut(), 'fr', 'r1');
    expect(described).toMatchObject({ title: '{count} are gone', code: 'shop.sold_out' });
  });

  it('has no detail of the edge that is the same in both languages', () => {
    for (const code of ['from_path', 'not_utf8', 'undecodable', 'sent_twice', 'missing'] as const) {
      const [fr, en] = (['fr', 'en'] as const).map(
        (locale) => catalogue.describe(badField('/x', code), locale, 'r1').errors![0]!,
      );
      expect(fr!.pointer).toBe('/x');
      expect(fr!.detail).not.toBe(en!.detail);
    }
  });

  it('keeps details that are not the edge’s own', () => {
    const problem = badField('/x', 'missing');
    const other = { pointer: '/y', detail: 'too small' };
    const { errors: told } = catalogue.describe(
      Object.assign(problem, { errors: [other] }),
      'fr',
      'r1',
    );
    expect(told).toEqual([other]);
  });
});
