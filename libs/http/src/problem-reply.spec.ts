import { describe, expect, it } from 'vitest';
import {
  defineErrors,
  fieldError,
  FIELD_TEXTS,
  type FieldCode,
  type Locale,
  platformErrors,
} from '@edu/contract-kit';
import { badField } from './field-errors.ts';
import { ProblemCatalogue } from './problem-reply.ts';

const errors = defineErrors('shop', {
  soldOut: { status: 409, title: '{count} are gone', detail: 'Choose others.' },
});
const catalogue = new ProblemCatalogue([errors]);

describe('a problem', () => {
  it('is answered in the reader’s language', () => {
    const problem = platformErrors.stepUpRequired({ params: { seconds: 300 } });
    expect(catalogue.describe(problem, 'fr', 'r1')).toEqual({
      type: 'https://educonnect.app/problems/platform.step_up_required',
      title: 'Confirmez votre identité',
      status: 403,
      code: 'platform.step_up_required',
      detail: 'Prouvez dans cette session, au plus 300 s avant, que c’est bien vous.',
      params: { seconds: 300 },
      requestId: 'r1',
    });
  });

  it('that no catalogue translates is answered in the English of its contract', () => {
    expect(catalogue.describe(errors.soldOut({ params: { count: 3 } }), 'fr', 'r1')).toMatchObject({
      title: '3 are gone',
      detail: 'Choose others.',
    });
  });

  it('of a table that this process does not know keeps its English title', () => {
    const described = new ProblemCatalogue([]).describe(errors.soldOut(), 'fr', 'r1');
    expect(described).toMatchObject({ title: '{count} are gone', code: 'shop.sold_out' });
  });
});

describe('the detail of a field', () => {
  const detailOf = (problem: ReturnType<typeof badField>, locale: Locale) =>
    catalogue.describe(problem, locale, 'r1').errors![0]!;

  it.each(Object.keys(FIELD_TEXTS) as FieldCode[])('%s is not the same in fr and en', (code) => {
    const [fr, en] = (['fr', 'en'] as const).map((locale) =>
      detailOf(badField('/x', code), locale),
    );
    expect(fr!.pointer).toBe('/x');
    expect(en!.detail).toBe(FIELD_TEXTS[code]);
    expect(fr!.detail).not.toBe(en!.detail);
  });

  it('comes with the code and what it is filled with, so that a client can say it itself', () => {
    const problem = platformErrors.invalidInput({
      errors: [fieldError('/x', 'too_long', { max: 5 })],
    });
    expect(detailOf(problem, 'fr')).toEqual({
      pointer: '/x',
      code: 'too_long',
      detail: 'au plus 5 caractères',
      params: { max: 5 },
    });
  });

  it('stays unchanged where its code is not known yet', () => {
    const other = { pointer: '/y', code: 'of_tomorrow' as FieldCode, detail: 'too small' };
    const problem = platformErrors.invalidInput({ errors: [other] });
    expect(detailOf(problem, 'fr')).toEqual(other);
  });
});
