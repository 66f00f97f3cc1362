import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Suggestions } from './suggestions.domain.ts';

const none = new Map<string, number>();
const suggested = (text: string, counts = none, limit = 8) =>
  new Suggestions(counts).of(text, 'fr', limit).map(({ value }) => value);

describe('suggestions', () => {
  it('begin like the text, in either language and with or without accents', () => {
    expect(suggested('math')[0]).toBe('maths');
    expect(suggested('Mathé')[0]).toBe('maths');
    expect(suggested('англ')).toEqual([]);
    expect(suggested('angl')[0]).toBe('english');
    expect(suggested('econ')[0]).toBe('economics');
  });

  it('find a later word after the names that begin so', () => {
    expect(suggested('gestion')).toEqual(
      expect.arrayContaining(['stress', 'time-management', 'project-management', 'leadership']),
    );
    expect(suggested('stress')[0]).toBe('stress');
  });

  it.each([
    ['matehmatiques', 'maths'],
    ['phisique', 'physics'],
    ['fransais', 'french'],
    ['comptabilte', 'accounting'],
    ['chemsitry', 'chemistry'],
  ])('forgive %s', (typed, slug) => expect(suggested(typed)[0]).toBe(slug));

  it('do not guess from two letters', () => {
    expect(suggested('zq')).toEqual([]);
  });

  it('are in the reader’s language and count listings', () => {
    const counts = new Map([['maths', 12]]);
    expect(new Suggestions(counts).of('math', 'en', 1)).toEqual([
      { value: 'maths', label: 'Mathematics', count: 12 },
    ]);
    expect(new Suggestions(counts).of('math', 'fr', 1)[0]!.label).toBe('Mathématiques');
  });

  it('put what more people offer first, and know what only listings name', () => {
    const counts = new Map([
      ['piano', 1],
      ['photography', 3],
      ['physics', 9],
      ['philosophy', 5],
    ]);
    expect(suggested('ph', counts)).toEqual([
      'physics',
      'philosophy',
      'photography',
      'graphic-design',
    ]);
  });

  const odd = fc.constantFrom('🎹', 'ﬃ', '\u0301', 'İ', '\ud800', '英语', 'ß', '---', '');
  const anything = fc.oneof(fc.string({ maxLength: 60 }), odd);
  it('never fail or exceed the limit, whatever is typed', () => {
    fc.assert(
      fc.property(anything, fc.nat(20), (text, limit) => {
        expect(suggested(text, none, limit).length).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it('treat œ and oe alike', () => {
    const counts = new Map([['choeur', 3]]);
    for (const text of ['chœ', 'choe', 'CHŒUR'])
      expect(suggested(text, counts)).toContain('choeur');
  });

  it('cost little with every key, however many subjects listings bring', () => {
    const own = Array.from({ length: 500 }, (_, n) => `pay with whatsapp ${n} now and ever`);
    const suggestions = new Suggestions(new Map(own.map((text) => [text.replaceAll(' ', '-'), 3])));
    const texts = ['p', 'pa', 'pay-with-whatsap', 'w', 'zzzzzzz', 'x'.repeat(60), own[7]!];
    const before = process.cpuUsage();
    for (let n = 0; n < 100; n++) suggestions.of(texts[n % texts.length]!, 'fr', 8);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000 / 100).toBeLessThan(10);
  });
});
