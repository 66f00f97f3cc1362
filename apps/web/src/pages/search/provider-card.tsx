import type { Hit } from '@edu/client';
import { formatMoney, LEVELS } from '@edu/contract-kit';
import { Avatar, Icon, languageName, MoneyText, useReader } from '@edu/ui';
import { VerifiedBadge } from '../verification/verified-badges.tsx';
import { useSubjectLabel } from './subject-names.tsx';

/** More than these say little more. */
const MAX_SUBJECTS = 5;

/** One who was found: all of the card leads to the profile. */
export function ProviderCard({ hit }: { hit: Hit }) {
  const { locale, t } = useReader();
  const subjectLabel = useSubjectLabel();
  return (
    <li className="card provider-card">
      <Avatar name={hit.displayName} picture={hit.photo?.small} />
      <div className="who">
        <h3 dir="auto">
          <a href={`/${locale}/providers/${hit.slug}`}>{hit.displayName}</a>
        </h3>
        <p className="headline" dir="auto">
          {hit.headline}
        </p>
      </div>
      <p className="price">
        <span className="visually-hidden">{t('search.priceLabel')} </span>
        <strong>
          <MoneyText money={hit.hourlyRate} />
        </strong>{' '}
        <span aria-hidden="true">{t('search.perHour')}</span>
        <TrialPrice hit={hit} />
      </p>
      <div className="about">
        <ul className="tags">
          {hit.subjects.slice(0, MAX_SUBJECTS).map((slug) => (
            <li key={slug} dir="auto">
              {subjectLabel(slug)}
            </li>
          ))}
        </ul>
        <ul className="facts">
          <VerifiedBadge verified={hit.verified} />
          <Rating hit={hit} />
          <Where hit={hit} />
          {hit.bookingMode && (
            <li>
              <Icon name="clock" />
              {t(`search.booking.${hit.bookingMode}`)}
            </li>
          )}
          {hit.levels.length > 0 && (
            <li>
              <Icon name="book" />
              {LEVELS.filter((level) => hit.levels.includes(level))
                .map((level) => t(`levels.${level}`))
                .join(', ')}
            </li>
          )}
          <li>
            <Icon name="speech" />
            {hit.languages.map((code) => languageName(code, locale)).join(', ')}
          </li>
        </ul>
      </div>
    </li>
  );
}

function TrialPrice({ hit: { trial } }: { hit: Hit }) {
  const { locale, t } = useReader();
  if (!trial) return null;
  const price = formatMoney(trial.price, locale);
  return (
    <span className="trial">
      {t('provider.trialPrice', { minutes: trial.durationMinutes, price })}
    </span>
  );
}

function Rating({ hit: { rating, reviewCount } }: { hit: Hit }) {
  const { locale, t } = useReader();
  if (rating === null || reviewCount === 0) return null;
  const text = rating.toLocaleString(locale, { maximumFractionDigits: 1 });
  return (
    <li>
      <span aria-hidden="true">
        ★ {text} ({reviewCount})
      </span>
      <span className="visually-hidden">
        {t('search.reviews', { rating: text, count: reviewCount })}
      </span>
    </li>
  );
}

function Where({ hit: { modes, city, distanceKm } }: { hit: Hit }) {
  const { locale, t } = useReader();
  const km = distanceKm?.toLocaleString(locale, { maximumSignificantDigits: 2 });
  const distance = km && t(distanceKm! < 1 ? 'search.near' : 'search.distance', { km });
  return (
    <>
      {(city || distance) && (
        <li dir="auto">
          <Icon name="pin" />
          {[city, distance].filter(Boolean).join(' · ')}
        </li>
      )}
      <li>
        <Icon name={modes.includes('online') ? 'video' : 'home'} />
        {modes.map((mode) => t(`search.mode.${mode}`)).join(' · ')}
      </li>
    </>
  );
}
