import type { Listing } from '@edu/client';
import { CURRENCY_EXPONENTS, type Locale } from '@edu/contract-kit';
import { countryName, type TextsOf } from '@edu/ui';
import type { SubjectLabel } from '../search/subject-names.tsx';

/** A profile for search engines. Source: schema.org/Person */
export function personData(
  profile: Listing,
  {
    locale,
    t,
    label,
    publicUrl,
  }: { locale: Locale; t: TextsOf; label: SubjectLabel; publicUrl: string },
) {
  const { displayName, headline, kind, subjects, languages, city, country, hourlyRate } = profile;
  const { amount, currency } = hourlyRate;
  return {
    '@context': 'https://schema.org',
    '@type': 'Person',
    name: displayName,
    description: headline,
    ...(profile.photo && { image: publicUrl + profile.photo.large }),
    jobTitle: t('provider.kind', { kind }),
    knowsAbout: subjects.map(label),
    knowsLanguage: languages,
    ...((city || country) && {
      address: {
        '@type': 'PostalAddress',
        ...(city && { addressLocality: city }),
        ...(country && { addressCountry: countryName(country, locale) }),
      },
    }),
    makesOffer: {
      '@type': 'Offer',
      priceSpecification: {
        '@type': 'UnitPriceSpecification',
        price: amount / 10 ** CURRENCY_EXPONENTS[currency],
        priceCurrency: currency,
        unitCode: 'HUR',
      },
    },
  };
}
