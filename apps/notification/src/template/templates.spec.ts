import { describe, expect, it } from 'vitest';
import { LOCALES, newId } from '@edu/contract-kit';
import { bookingCanceled } from './booking-canceled.template.ts';
import { bookingConfirmed } from './booking-confirmed.template.ts';
import { CHARGEBACK_TEMPLATES } from './chargeback.templates.ts';
import { ALL_OF_FAMILIES } from './family.templates.ts';
import { when } from './lesson.ts';
import { paymentRefunded } from './payment-refunded.template.ts';
import { PAYOUT_TEMPLATES } from './payout.templates.ts';
import { KYC_TEMPLATES, LESSON_TEMPLATES } from './templates.ts';

const lesson = {
  bookingId: newId(),
  as: 'learner' as const,
  otherId: newId(),
  startsAt: '2026-11-24T10:00:00.000Z',
  endsAt: '2026-11-24T11:00:00.000Z',
  zone: 'Africa/Abidjan',
};
/** Enough for every template; each takes what it knows. */
const facts = {
  ...lesson,
  mode: 'online' as const,
  price: { amount: 5_000, currency: 'XOF' as const },
  refund: { amount: 2_550, currency: 'EUR' as const },
  by: 'provider' as const,
  wasPaid: true,
  version: 3,
  until: '2026-11-23T18:00:00.000Z',
  starts: ['2026-11-25T10:00:00.000Z', '2026-11-26T10:00:00.000Z'],
  outcome: 'declined' as const,
  from: { startsAt: '2026-11-23T10:00:00.000Z', endsAt: '2026-11-23T11:00:00.000Z' },
};
const plain = (text: string) => text.replace(/\p{Zs}/gu, ' ');
const textOf = (letter: { title: string; lines: readonly string[] }) =>
  plain([letter.title, ...letter.lines].join('\n'));

const fr = { locale: 'fr', zone: null, otherName: 'Awa', otherZone: null } as const;
const en = { ...fr, locale: 'en' } as const;

it.each(LESSON_TEMPLATES)('$name says what a group lesson is called', (template) => {
  for (const reader of [fr, en]) {
    expect(textOf(template.render(facts, reader))).not.toContain('Les fractions');
    const seat = template.render({ ...facts, groupTitle: 'Les fractions' }, reader);
    expect(textOf(seat).match(/Les fractions/g)).toHaveLength(1);
  }
});

describe('times', () => {
  it('are the reader’s first: day, hours and zone', () => {
    const reader = { ...fr, zone: 'Asia/Tokyo' };
    const late = { startsAt: '2026-11-24T20:00:00.000Z', endsAt: '2026-11-24T21:00:00.000Z' };
    expect(when({ ...lesson, ...late }, reader)).toBe(
      'mercredi 25 novembre 2026, 05:00–06:00 (Asia/Tokyo) = ' +
        'mardi 24 novembre 2026, 20:00–21:00 (Africa/Abidjan)',
    );
  });

  it('show the provider’s beside them where the clocks differ', () => {
    expect(when(lesson, { ...en, zone: 'America/Toronto' })).toBe(
      'Tuesday, 24 November 2026, 05:00–06:00 (America/Toronto) = 10:00–11:00 (Africa/Abidjan)',
    );
  });

  it('show the provider the learner’s', () => {
    expect(when({ ...lesson, as: 'provider' }, { ...fr, otherZone: 'America/Toronto' })).toBe(
      'mardi 24 novembre 2026, 10:00–11:00 (Africa/Abidjan) = 05:00–06:00 (America/Toronto)',
    );
  });

  it('are shown once where both clocks show the same', () => {
    expect(when(lesson, { ...fr, zone: 'Africa/Dakar' })).toBe(
      'mardi 24 novembre 2026, 10:00–11:00 (Africa/Dakar)',
    );
  });

  it('are the provider’s for a reader whose zone is not known', () => {
    expect(when(lesson, fr)).toBe('mardi 24 novembre 2026, 10:00–11:00 (Africa/Abidjan)');
    expect(when({ ...lesson, zone: 'America/Montreal' }, en)).toBe(
      'Tuesday, 24 November 2026, 05:00–06:00 (America/Montreal)',
    );
  });

  it('follow the clock changes of the zone', () => {
    const summer = { startsAt: '2026-07-01T22:30:00.000Z', endsAt: '2026-07-01T23:30:00.000Z' };
    expect(when({ ...lesson, ...summer, zone: 'Europe/Paris' }, fr)).toBe(
      'jeudi 2 juillet 2026, 00:30–01:30 (Europe/Paris)',
    );
  });
});

it('the text direction of a name is isolated', () => {
  expect(bookingConfirmed.render(facts, { ...fr, otherName: 'عائشة' }).lines[0]).toContain(
    'cours avec \u2068عائشة\u2069 est confirmé',
  );
});

describe.each(LESSON_TEMPLATES.map((template) => [template.name, template] as const))(
  '%s',
  (_name, template) => {
    it.each(LOCALES)('says which lesson, when and where to look, in %s', (locale) => {
      for (const as of ['learner', 'provider'] as const) {
        for (const otherName of ['Awa', null]) {
          const letter = template.render({ ...facts, as }, { ...fr, locale, otherName });
          const text = textOf(letter);
          expect(letter.locale).toBe(locale);
          expect(letter.title).not.toBe('');
          expect(letter.lines[0]).toContain('(Africa/Abidjan)');
          expect(letter.link).toMatchObject({ path: `/bookings/${lesson.bookingId}` });
          expect(text.includes('Awa')).toBe(otherName !== null);
          expect(text).not.toMatch(/undefined|null|NaN|\[object|\$\{/);
        }
      }
    });

    it('differs between the languages, and refuses facts it cannot write out', () => {
      expect(template.render(facts, fr).title).not.toBe(template.render(facts, en).title);
      expect(() => template.render({ bookingId: 'x' }, fr)).toThrow();
    });
  },
);

describe('of documents', () => {
  const about = { check: 'criminal_record', validUntil: '2027-11-26T10:00:00.000Z' };

  it.each(KYC_TEMPLATES.map((template) => [template.name, template] as const))(
    '%s says which, and leads to where more can be done, in both languages',
    (_name, template) => {
      for (const reader of [fr, en]) {
        for (const facts of [about, { check: 'of a release to come', validUntil: null }]) {
          const letter = template.render(facts, reader);
          expect(letter.link).toMatchObject({ path: '/account/verification' });
          expect(textOf(letter)).not.toMatch(/undefined|null|NaN|\[object|\$\{/);
        }
      }
      expect(template.render(about, fr).title).not.toBe(template.render(about, en).title);
    },
  );

  it('name the check, and the day until which it counts', () => {
    expect(textOf(KYC_TEMPLATES[0].render(about, fr))).toContain('26 novembre 2027');
    expect(textOf(KYC_TEMPLATES[0].render(about, en))).toContain('criminal-record extract');
    const forGood = { ...about, validUntil: null };
    expect(textOf(KYC_TEMPLATES[0].render(forGood, en))).not.toContain('until');
  });
});

describe('of payouts', () => {
  const about = {
    ...{ amount: { amount: 25_000, currency: 'XOF' }, operator: 'Orange Money' },
    ...{ failure: 'wallet_full', payableFrom: '2026-11-28T09:30:00.000Z', waits: false },
  };

  it.each(PAYOUT_TEMPLATES.map((template) => [template.name, template] as const))(
    '%s names the operator, and leads to the payouts, in both languages',
    (_name, template) => {
      for (const reader of [fr, en]) {
        for (const facts of [about, { ...about, failure: 'of a release to come', waits: true }]) {
          const letter = template.render(facts, reader);
          expect(letter.link).toMatchObject({ path: '/teaching/payouts' });
          expect(textOf(letter)).toContain('Orange Money');
          expect(textOf(letter)).not.toMatch(/undefined|null|NaN|\[object|\$\{/);
        }
      }
      expect(template.render(about, fr).title).not.toBe(template.render(about, en).title);
    },
  );

  it('say how much, why it failed, and from when on a new number is paid to', () => {
    const [paid, failed, changed] = PAYOUT_TEMPLATES;
    expect(textOf(paid.render(about, fr)).replace(/\s/g, ' ')).toContain('25 000 F CFA');
    expect(textOf(failed.render(about, fr))).toContain('plafond');
    expect(textOf(changed.render(about, fr))).toContain('samedi 28 novembre');
    expect(textOf(changed.render({ ...about, waits: true }, en))).toContain('another name');
  });
});

describe('of payments that banks take back', () => {
  const amount = { amount: 4_250, currency: 'XOF' as const };
  const none = { ...amount, amount: 0 };
  const payer = { side: 'payer' as const, amount };
  const provider = { side: 'provider' as const, amount };
  const [opened, closed] = CHARGEBACK_TEMPLATES;

  it('say to each side what is theirs to know, in both languages', () => {
    expect(textOf(opened.render(payer, en))).toContain('tell your bank');
    expect(textOf(opened.render(provider, fr))).toContain('4 250 F CFA');
    expect(textOf(opened.render({ ...provider, amount: none }, en))).not.toContain('0');
    expect(opened.render(payer, en).link).toMatchObject({ path: '/account/statement' });
    expect(opened.render(provider, en).link).toMatchObject({ path: '/teaching/earnings' });
  });

  it.each([
    ['won', null],
    ['lost', 'platform'],
    ['lost', 'provider'],
    ['lost', 'somebody of a release to come'],
  ] as const)('say what came of it: %s, borne by %s', (outcome, borneBy) => {
    const ends = [payer, provider, { ...provider, amount: none }].map((facts) =>
      [fr, en].map((reader) => textOf(closed.render({ ...facts, outcome, borneBy }, reader))),
    );
    for (const [french, english] of ends) {
      expect(french).not.toBe(english);
      for (const text of [french, english]) expect(text).not.toMatch(/undefined|null|NaN|\[object/);
    }
    expect(new Set(ends.map(([, english]) => english)).size).toBeGreaterThan(1);
  });
});

describe('of families', () => {
  it.each(ALL_OF_FAMILIES.map((template) => [template.name, template] as const))(
    '%s says what happened and of nobody, in both languages',
    (_name, template) => {
      const letters = [fr, en].map((reader) => template.render({}, reader));
      for (const letter of letters) {
        expect(letter.lines).toHaveLength(2);
        expect(letter.link).toMatchObject({ path: '/account/family' });
        expect(textOf(letter)).not.toMatch(/undefined|null|NaN|\[object|\$\{/);
      }
      expect(letters[0]!.title).not.toBe(letters[1]!.title);
    },
  );
});

describe('what is said', () => {
  it('names the price in the reader’s language', () => {
    expect(textOf(bookingConfirmed.render(facts, fr))).toContain('Payé : 5 000 F CFA.');
    expect(textOf(bookingConfirmed.render(facts, fr))).toContain('Le reçu est sur la page');
    const provider = { ...facts, as: 'provider' as const };
    expect(textOf(bookingConfirmed.render(provider, fr))).not.toContain('reçu');
    expect(textOf(paymentRefunded.render(facts, en))).toContain('The credit note is on');
    expect(textOf(bookingConfirmed.render(facts, en))).toContain('Paid: F CFA 5,000.');
    expect(textOf(paymentRefunded.render(facts, fr))).toContain('25,50 € vous sont remboursés');
  });

  it('distinguishes the online classroom from a lesson in person', () => {
    expect(textOf(bookingConfirmed.render(facts, fr))).toContain('La salle de cours ouvre');
    expect(textOf(bookingConfirmed.render({ ...facts, mode: 'in_person' }, fr))).toContain(
      'en présence : voyez le lieu sur la page du cours',
    );
  });

  it.each([
    ['learner', 'learner', 'Vous l’avez annulé.', 'You canceled it.'],
    ['learner', 'provider', 'L’intervenant l’a annulé.', 'The provider canceled it.'],
    ['provider', 'learner', 'L’élève l’a annulé.', 'The learner canceled it.'],
    ['provider', 'platform', 'La plateforme l’a annulé.', 'The platform canceled it.'],
    ['learner', 'authority', 'Il a été annulé.', 'It was canceled.'],
  ] as const)('to the %s names that the %s canceled', (as, by, french, english) => {
    expect(textOf(bookingCanceled.render({ ...facts, as, by }, fr))).toContain(french);
    expect(textOf(bookingCanceled.render({ ...facts, as, by }, en))).toContain(english);
  });

  it('mentions a refund only to a learner who paid', () => {
    const mentions = (more: object) =>
      textOf(bookingCanceled.render({ ...facts, ...more }, fr)).includes('remboursement');
    expect(mentions({})).toBe(true);
    expect(mentions({ wasPaid: false })).toBe(false);
    expect(mentions({ as: 'provider' })).toBe(false);
  });

  it('says to the provider alone, and only where it is so, that the platform pays', () => {
    const textsOf = (more: object) =>
      [fr, en].map((reader) =>
        textOf(bookingCanceled.render({ ...facts, by: 'platform', ...more }, reader)),
      );
    const [french, english] = textsOf({ as: 'provider', compensated: true });
    expect(french).toContain('La plateforme prend cette annulation à sa charge');
    expect(english).toContain('The platform bears this cancellation');
    for (const more of [{ as: 'provider' }, { as: 'learner', compensated: true }]) {
      expect(textsOf(more).join()).not.toMatch(/à sa charge|bears/);
    }
  });
});
