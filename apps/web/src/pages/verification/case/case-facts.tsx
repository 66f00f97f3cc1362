import type { KycCase } from '@edu/client';
import { countryName, deviceZone, timeText, useReader } from '@edu/ui';
import { dayText, knownCheck, rejectionOf } from '../checks.ts';

const STATES = [
  'collecting',
  'checking',
  'waiting',
  'claimed',
  'approved',
  'rejected',
  'expired',
  'dropped',
] as const;
const VERDICTS = ['passed', 'failed', 'unclear'] as const;

/** Whose case it is, how it stands, and what was found and decided so far. */
export function CaseFacts({ found }: { readonly found: KycCase }) {
  const { locale, t } = useReader();
  const { providerId, displayName, city, country, others, decisions, outside } = found;
  const check = knownCheck(found.check);
  const state = STATES.find((one) => one === found.state);
  const home = [city, country && countryName(country, locale)].filter(Boolean).join(', ');
  const named = (name: string) => {
    const known = knownCheck(name);
    return known ? t(`verification.check.${known}`) : name;
  };
  const at = (instant: string) => timeText(instant, deviceZone(), locale, 'both');
  return (
    <section className="card" aria-labelledby="who">
      <h2 id="who" dir="auto">
        {displayName ?? t('verification.queue.nobody')}
      </h2>
      <p>
        {check && <span className="tag">{t(`verification.check.${check}`)}</span>}{' '}
        {state && <span className="tag">{t(`verification.case.state.${state}`)}</span>}
      </p>
      {home && <p dir="auto">{home}</p>}
      <p>
        <a href={`/${locale}/providers/${providerId}`}>{t('verification.case.profile')}</a>
      </p>
      {outside && (
        <>
          <h3>{t('verification.case.outside', { service: outside.service })}</h3>
          <p>
            {t(
              `verification.case.verdict.${VERDICTS.find((one) => one === outside.verdict) ?? 'unclear'}`,
            )}{' '}
            <small>
              {outside.code} {outside.text}
            </small>
          </p>
        </>
      )}
      <h3>{t('verification.case.others')}</h3>
      {others.length === 0 ? (
        <p>{t('verification.case.noOthers')}</p>
      ) : (
        <ul>
          {others.map((other) => (
            <li key={other.check}>
              {other.validUntil
                ? t('verification.case.until', {
                    check: named(other.check),
                    day: dayText(other.validUntil, locale),
                  })
                : named(other.check)}
            </li>
          ))}
        </ul>
      )}
      {decisions.length > 0 && (
        <>
          <h3>{t('verification.case.decisions')}</h3>
          <ul>
            {decisions.map(({ at: when, approved, reason, note, by }) => (
              <li key={when}>
                {t(approved ? 'verification.case.approvedOn' : 'verification.case.rejectedOn', {
                  when: at(when),
                })}
                {by === null && ` ${t('verification.case.byService')}`}
                {!approved && ` – ${t(`verification.rejection.${rejectionOf(reason)}`)}`}
                {note && (
                  <p className="prose" dir="auto">
                    {note}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
