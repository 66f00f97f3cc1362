import { readdirSync, readFileSync } from 'node:fs';
import { LOCALES, platformErrors } from '@edu/contract-kit';
import { describe, expect, it } from 'vitest';
import { catalogueFaults, CATALOGUES, isolated, translate, Translator } from './i18n.ts';
import { formatMessage } from './message.ts';
import type { Catalogue } from './catalogue.ts';

const { en, fr } = CATALOGUES;
const problems = Object.values(platformErrors);

describe('a text', () => {
  it('is written in the reader’s language, with its parameters', () => {
    const params = { code: '123456', purpose: 'login', minutes: 10 };
    expect(translate('fr', 'notifications.code.code', params)).toBe(
      '123456 est votre code pour votre connexion. Il est valable 10 minutes.',
    );
    expect(translate('en', 'notifications.code.code', { ...params, minutes: 1 })).toBe(
      '123456 is your code for signing in. It is valid for 1 minute.',
    );
  });

  it('counts as its language does: nothing is singular in French', () => {
    const minutes = '{n, plural, one {# minute} other {# minutes}}';
    expect(formatMessage('fr', minutes, { n: 0 })).toBe('0 minute');
    expect(formatMessage('en', minutes, { n: 0 })).toBe('0 minutes');
  });

  it('takes parameters as they are: neither messages nor markup are read in them', () => {
    const name = '{evil, plural, other {x}} <b>';
    expect(formatMessage('en', 'Hello {name}, <3', { name })).toBe(`Hello ${name}, <3`);
  });

  it('shows the name of a parameter that is not given, rather than none at all', () => {
    expect(formatMessage('en', '{a} and {b}', { a: 1 })).toBe('1 and {b}');
  });
});

it('a text of a person cannot end its own isolate', () => {
  expect(isolated('a\u2069b\u2067')).toBe('\u2068ab\u2069');
});

describe('a further language', () => {
  /** Made up: the French texts, turned round, with the parameters as they are. */
  const xx: Catalogue = { ...fr, status: { ...fr.status, ready: 'abc' } };

  it('is one catalogue, and complete when nothing differs from the source', () => {
    const platform = Object.fromEntries(
      Object.entries(fr.problems).filter(([key]) => key.startsWith('platform.')),
    );
    expect(catalogueFaults('xx', { ...xx, problems: platform }, en, problems)).toEqual([]);
    const translator = new Translator({ ...CATALOGUES, xx }, 'en');
    expect(translator.translate('xx', 'status.ready')).toBe('abc');
  });

  it('answers in the source language what it lacks, parameters and all', () => {
    const bare = { ...xx, fields: {}, problems: {}, status: {} } as unknown as Catalogue;
    const translator = new Translator({ ...CATALOGUES, xx: bare }, 'en');
    expect(translator.translate('xx', 'status.docs')).toBe('API documentation');
    expect(translator.problem('xx', platformErrors.stepUpRequired, { seconds: 9 })).toEqual({
      title: 'Confirm that it is you',
      detail: 'Prove within this session, not more than 9 s before, that it is you.',
    });
  });

  it('is refused with what is missing, too much, broken, or takes other parameters', () => {
    const { ready: _, ...status } = fr.status;
    const faulty = {
      ...xx,
      status: { ...status, docs: '{broken', extra: 'x' },
      fields: { ...fr.fields, less_than: 'moins' },
    } as unknown as Catalogue;
    expect(catalogueFaults('xx', { ...faulty, problems: {} }, en, [])).toEqual([
      'fields.less_than: takes {} instead of {field}',
      expect.stringMatching(/^status.docs: is no ICU message/),
      'status.ready: is missing',
      'status.extra: belongs to nothing',
    ]);
  });
});

it('every language has its folder, and every folder its language', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true });
  const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(names.sort()).toEqual([...LOCALES].sort());
  expect(Object.keys(CATALOGUES).sort()).toEqual([...LOCALES].sort());
});

it('runs in browsers: nothing here asks for Node.js', () => {
  const sources = readdirSync(import.meta.dirname).filter((name) => !name.endsWith('.spec.ts'));
  for (const name of sources.filter((source) => source.endsWith('.ts'))) {
    expect(readFileSync(`${import.meta.dirname}/${name}`, 'utf8'), name).not.toMatch(
      /\bprocess\.|\bBuffer\b|from '(node:|@edu\/(?!contract-kit))/,
    );
  }
});
