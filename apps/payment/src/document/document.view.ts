import { DateFormat, formatMoney, type Locale, type Money } from '@edu/contract-kit';
import { translate, type TextKey } from '@edu/i18n';
import { numberText, printedCode, pseudonymOf, type MovementKind } from './document.domain.ts';
import type { DocumentFacts, Party, PartyRole } from './document.facts.ts';
import { vatTexts } from './document.vat.ts';
import { printable, type Letters } from './printable.ts';
import type { PaperView } from './paper-view.ts';
import { reasonText } from './reason-text.ts';

export interface IssuedDocument {
  readonly kind: MovementKind;
  readonly issuer: string;
  readonly series: string;
  readonly year: number;
  readonly number: number;
  readonly code: string;
  readonly issuedAt: Date;
  readonly facts: DocumentFacts;
  readonly parties: readonly Party[];
}

export interface ViewOptions {
  readonly locale: Locale;
  /** Where people open the application. */
  readonly publicUrl: string;
  /** Which letters the names are written in. */
  readonly letters: Letters;
}

const WAYS = ['card', 'redirect', 'push', 'credit', 'hand'] as const;

/** A document in the words of its reader. The same document gives the same words. */
export function documentView(document: IssuedDocument, options: ViewOptions): PaperView {
  const { kind, facts, issuedAt } = document;
  const { locale } = options;
  const t = (key: TextKey, params?: Record<string, string>) => translate(locale, key, params);
  const money = (amount: Money) => formatMoney(amount, locale);
  const number = numberText(document);
  const nameOf = namesIn(document.parties, options);
  const vat = vatTexts(facts.lessons, locale);
  const [payer] = document.parties.filter(({ role }) => role === 'payer');
  return {
    lang: locale,
    at: issuedAt.toISOString(),
    title: t(`documents.${kind}.title`),
    subtitle: number,
    issuer: facts.issuer,
    facts: [
      [t('documents.number'), number],
      [t('documents.issuedAt'), dayText(issuedAt, locale)],
      [t(`documents.${kind}.at`), dayText(new Date(facts.at), locale)],
      [t(`documents.${kind}.way`), wayText(facts.way, t)],
      ...(facts.charged ? [[t('documents.charged'), chargedText(facts, locale)] as const] : []),
      ...(facts.receipt ? [[t('documents.ofReceipt'), facts.receipt] as const] : []),
      ...(facts.reason ? [[t('documents.reason'), reasonText(facts.reason, locale)] as const] : []),
    ],
    party: { label: t(`documents.${kind}.payer`), name: nameOf(payer!.userId, 'payer') },
    columns: [
      { label: t('documents.lesson'), isAmount: false },
      { label: t('documents.amount'), isAmount: true },
    ],
    rows: facts.lessons.map((lesson) => ({
      cells: [
        t(lesson.isDifference ? 'documents.differenceWith' : 'documents.lessonWith', {
          provider: nameOf(lesson.providerId, 'provider'),
        }),
        money(lesson.amount),
      ],
      detail: t('documents.lessonOf', {
        when: whenText(lesson.startsAt, lesson.zone, locale),
        learner: nameOf(lesson.learnerId, 'learner'),
      }),
    })),
    totals: [
      ...vat.included.map(([label, amount]) => [label, money(amount)] as const),
      [t(`documents.${kind}.total`), money(facts.total)],
    ],
    notes: [t(`documents.${kind}.means`, { way: facts.way.kind }), ...vat.exempt],
    proof: {
      text: t('documents.verify'),
      code: printedCode(document.code),
      url: `${options.publicUrl}/${locale}/verify/${printedCode(document.code)}`,
    },
  };
}

export function namesIn(
  parties: readonly Party[],
  { locale, letters }: Pick<ViewOptions, 'locale' | 'letters'>,
) {
  return (userId: string, role: PartyRole): string => {
    const name = parties.find((party) => party.userId === userId && party.role === role)?.name;
    const text = name ? printable(name, letters) : '';
    return text || translate(locale, 'documents.closed', { pseudonym: pseudonymOf(userId) });
  };
}

type Write = (key: TextKey, params?: Record<string, string>) => string;

/** `7,63 € (1 € = 655,957 F CFA)` */
function chargedText({ charged, total }: DocumentFacts, locale: Locale): string {
  const { amount, rate } = charged!;
  return translate(locale, 'documents.chargedAt', {
    ...{ amount: formatMoney(amount, locale), currency: amount.currency },
    ...{ rate: rateIn(rate, locale), counter: total.currency },
  });
}

/** With the decimals that it has. */
const rateIn = (rate: string, locale: Locale) =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(Number(rate));

/** A brand where it has one. */
function wayText({ kind, name }: DocumentFacts['way'], t: Write): string {
  const known = WAYS.find((way) => way === kind) ?? 'redirect';
  return name ?? t(`documents.way.${known}`);
}

/** Days of documents are those of Abidjan, Dakar and of the books: UTC. */
export const dayText = (at: Date, locale: Locale) =>
  new DateFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(at);

/** By the clock of the lesson, whose zone is named. */
function whenText(at: string, zone: string | null, locale: Locale): string {
  const timeZone = zone ?? 'UTC';
  const time = new DateFormat(locale, {
    ...{ dateStyle: 'full', timeStyle: 'short', timeZone },
  }).format(new Date(at));
  return `${time} (${timeZone.split('/').at(-1)!.replaceAll('_', ' ')})`;
}
