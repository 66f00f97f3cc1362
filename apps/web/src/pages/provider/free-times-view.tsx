import type { Listing } from '@edu/client';
import { isolated } from '@edu/i18n';
import { formatMoney } from '@edu/contract-kit';
import { SegmentLinks, useReader } from '@edu/ui';
import { DayStrip } from './day-strip.tsx';
import { priceOf, startsByDay } from './free-times.ts';
import type { NoTimes, Times } from './read-times.ts';
import { Starts } from './starts.tsx';
import { providerAddress, type TimesQuery } from './times-query.ts';
import { ZoneChoice } from './zone-choice.tsx';

interface Props {
  readonly profile: Listing;
  readonly times: Times | NoTimes;
  readonly asked: TimesQuery;
  readonly isZoneKnown: boolean;
  readonly now: Date;
}

/** When a lesson may begin: a length, a mode, a day and a time, each a link. */
export function FreeTimes({ profile, times, asked, isZoneKnown, now }: Props) {
  const { locale, t } = useReader();
  const title = <h2 id="times-title">{t('provider.choose')}</h2>;
  if (typeof times === 'string') {
    const name = isolated(profile.displayName);
    return (
      <section id="times" className="card times" aria-labelledby="times-title">
        {title}
        <p>{times === 'none' ? t('provider.noTimes', { name }) : t('provider.timesDown')}</p>
        {times === 'none' && <p>{t('provider.noTimesDetail')}</p>}
        <a className="button quiet" href={`/${locale}/search?kind=${profile.kind}`}>
          {t('provider.similar')}
        </a>
      </section>
    );
  }
  const { slots, day, week, today, isTrial } = times;
  const { providerId, slug } = profile;
  const starts = startsByDay(slots);
  const chosen = day ?? [...starts.keys()].sort()[0] ?? week;
  const mode = slots.modes.find((one) => one === asked.mode) ?? slots.modes[0];
  const minutes = slots.durationMinutes;
  const trial = isTrial ? (true as const) : undefined;
  const now_ = { ...asked, from: day, trial };
  const to = (change: Partial<TimesQuery>) => providerAddress(locale, slug, { ...now_, ...change });
  const lengths = slots.durationsMinutes.map((length) => ({
    label: t('provider.lengthPrice', {
      minutes: length,
      price: formatMoney(
        { ...profile.hourlyRate, amount: priceOf(profile.hourlyRate.amount, length) },
        locale,
      ),
    }),
    href: to({ minutes: length, trial: undefined }),
    chosen: !isTrial && length === minutes,
  }));
  if (slots.trial) {
    const { durationMinutes: length, price } = slots.trial;
    lengths.unshift({
      label: t('provider.trialPrice', { minutes: length, price: formatMoney(price, locale) }),
      href: to({ minutes: length, trial: true }),
      chosen: isTrial,
    });
  }
  return (
    // The device's zone may differ: then it is asked for again, once.
    <section
      id="times"
      className="card times"
      aria-labelledby="times-title"
      data-zoned={asked.zone ? undefined : ''}
    >
      {title}
      {slots.answerWithinHours !== undefined && (
        <p>{t('provider.asksFirst', { hours: slots.answerWithinHours })}</p>
      )}
      {lengths.length > 1 && <SegmentLinks label={t('provider.length')} options={lengths} />}
      {slots.modes.length > 1 && (
        <SegmentLinks
          label={t('provider.mode')}
          options={slots.modes.map((one) => ({
            label: t(one === 'in_person' ? 'search.mode.in_person' : 'search.mode.online'),
            href: to({ mode: one }),
            chosen: one === mode,
          }))}
        />
      )}
      <DayStrip week={week} today={today} chosen={chosen} starts={starts} to={to} />
      <Starts
        starts={starts.get(chosen) ?? []}
        day={chosen}
        zone={slots.zone}
        book={{ provider: providerId, minutes, mode, trial }}
      />
      <ZoneChoice
        zone={slots.zone}
        providerZone={slots.providerZone}
        isKnown={isZoneKnown}
        action={`/${locale}/providers/${slug}#times`}
        query={now_}
        now={now}
      />
    </section>
  );
}
