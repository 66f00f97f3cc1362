import type { Locale, Money } from '@edu/contract-kit';
import { translate, type TextKey } from '@edu/i18n';
import { EXEMPTIONS, NO_RULE, type VatRate } from '../tax/tax.domain.ts';
import type { DocumentFacts } from './document.facts.ts';

type Lesson = DocumentFacts['lessons'][number];
type Vat = VatRate & { readonly amount: Money };

/**
 * Each VAT that the lessons of a document include, and why others include none. Documents of before say nothing of it.
 *
 * @returns lines for the totals, each with its amount, and sentences
 */
export function vatTexts(
  lessons: readonly Lesson[],
  locale: Locale,
): { readonly included: [label: string, amount: Money][]; readonly exempt: string[] } {
  const all = byRate(lessons);
  return {
    included: all
      .filter(({ bps }) => bps > 0)
      .map(({ country, bps, amount }) => {
        const params = { rate: rateText(bps, locale), country: countryText(country, locale) };
        return [translate(locale, 'documents.vat.included', params), amount];
      }),
    exempt: [...new Set(all.filter(({ bps }) => bps === 0).map((vat) => exemptText(vat, locale)))],
  };
}

/** What is of one country and rate together, in the order of the lessons. */
function byRate(lessons: readonly Lesson[]): Vat[] {
  const all = new Map<string, Vat>();
  for (const { vat } of lessons) {
    if (!vat) continue;
    const key = [vat.country, vat.bps, vat.exemption].join();
    const amount = (all.get(key)?.amount.amount ?? 0) + vat.amount.amount;
    all.set(key, { ...vat, amount: { ...vat.amount, amount } });
  }
  return [...all.values()];
}

function exemptText({ country, exemption }: VatRate, locale: Locale): string {
  const why = EXEMPTIONS.find((one) => one === exemption) ?? NO_RULE;
  const key: TextKey = `documents.vat.exempt.${why}`;
  return translate(locale, key, { country: countryText(country, locale) });
}

const rateText = (bps: number, locale: Locale) =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(
    bps / 10_000,
  );

const countryText = (country: string | null, locale: Locale) =>
  country === null
    ? ''
    : (new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country);
