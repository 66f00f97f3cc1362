import type { GroupLesson, Listing } from '@edu/client';
import { Avatar, countryName, Icon, MoneyText, PolicyTerms, useReader } from '@edu/ui';
import { placesOf } from '../map/map-data.ts';
import { LowDataNote, MapLink, MapPanel } from '../map/map-opener.tsx';
import type { MapTiles } from '../map/map-data.ts';
import { VerifiedBadges } from '../verification/verified-badges.tsx';
import { FreeTimes } from './free-times-view.tsx';
import { GroupLessons } from './group-lessons.tsx';
import type { NoTimes, Times } from './read-times.ts';
import type { TimesQuery } from './times-query.ts';
import { GoalsAndDiplomas, IntroVideo, Languages, Subjects } from './what-they-teach.tsx';

interface Props {
  readonly profile: Listing;
  readonly times: Times | NoTimes;
  readonly groups: readonly GroupLesson[];
  /** How many of their lessons they kept, in percent; null where nothing is said. */
  readonly keptPct: number | null;
  readonly asked: TimesQuery;
  /** Otherwise the times are in the provider's zone, which the reader has to know. */
  readonly isZoneKnown: boolean;
  readonly now: Date;
  readonly lowData: boolean;
  /** Undefined where no server of tiles is configured. */
  readonly map: MapTiles | undefined;
  /** The address to give to others. */
  readonly shared: string;
}

/** Who somebody is, what a lesson costs, and when it may be. */
export function ProviderView(props: Props) {
  const { profile, times, groups, keptPct, asked, isZoneKnown, now } = props;
  const { lowData, map, shared } = props;
  const { t } = useReader();
  const { bio } = profile;
  const policy = typeof times === 'object' ? times.slots.policy : undefined;
  return (
    <div className="provider-page">
      <Introduction {...{ profile, keptPct, lowData, map, shared }} />
      <FreeTimes
        profile={profile}
        times={times}
        asked={asked}
        isZoneKnown={isZoneKnown}
        now={now}
      />
      {groups.length > 0 && (
        <GroupLessons
          groups={groups}
          zone={typeof times === 'object' ? times.slots.zone : groups[0]!.zone}
        />
      )}
      <div className="more">
        {bio && (
          <section aria-labelledby="about">
            <h2 id="about">{t('provider.about')}</h2>
            <p className="prose" dir="auto">
              {bio}
            </p>
          </section>
        )}
        <GoalsAndDiplomas profile={profile} />
        {policy && (
          <section aria-labelledby="policy">
            <h2 id="policy">{t('policy.title')}</h2>
            <p className="policy-name">{t('policy.name', { name: policy.name })}</p>
            <PolicyTerms policy={policy} />
          </section>
        )}
      </div>
    </div>
  );
}

function Introduction({
  profile,
  keptPct,
  lowData,
  map,
  shared,
}: Pick<Props, 'profile' | 'keptPct' | 'lowData' | 'map' | 'shared'>) {
  const { locale, t } = useReader();
  const { displayName, kind, headline, city, country, photo } = profile;
  const home = [city, country && countryName(country, locale)].filter(Boolean).join(', ');
  return (
    <header className="introduction">
      <Avatar
        name={displayName}
        picture={lowData ? photo?.small : photo?.medium}
        side={photo ? 96 : 72}
      />
      <div>
        <h1 dir="auto">{displayName}</h1>
        <p className="kind">
          {t('provider.kind', { kind })}
          {home && (
            <>
              {' · '}
              <span dir="auto">{home}</span>
            </>
          )}
        </p>
      </div>
      <p className="lead" dir="auto">
        {headline}
      </p>
      <Subjects profile={profile} />
      <VerifiedBadges verified={profile.verified} />
      <ul className="facts">
        <Languages profile={profile} />
        <IntroVideo profile={profile} />
        <Places profile={profile} map={map} />
        {keptPct !== null && (
          <li>
            <Icon name="clock" />
            {t('provider.kept', { percent: keptPct })}
          </li>
        )}
        <li>
          <Icon name="share" />
          <a
            href={`https://wa.me/?text=${encodeURIComponent(`${displayName} ${shared}`)}`}
            rel="noreferrer"
          >
            {t('provider.share')}
          </a>
        </li>
      </ul>
      {map && profile.location && (
        <div className="map-offer">
          {lowData && <LowDataNote />}
          <MapPanel />
        </div>
      )}
      <p className="price">
        <strong>
          <MoneyText money={profile.hourlyRate} />
        </strong>{' '}
        <span>{t('provider.perHour')}</span>
      </p>
    </header>
  );
}

/** A map is a link to one: nothing of it is loaded before somebody taps. */
function Places({ profile, map }: Pick<Props, 'profile' | 'map'>) {
  const { t } = useReader();
  const { displayName, modes, city, radiusKm, location } = profile;
  return (
    <>
      {modes.includes('online') && (
        <li>
          <Icon name="video" />
          {t('search.mode.online')}
        </li>
      )}
      {modes.includes('in_person') && (
        <li>
          <Icon name="home" />
          <span dir="auto">
            {radiusKm && city
              ? t('provider.inPersonRadius', { km: radiusKm, city })
              : t('search.mode.in_person')}
          </span>
        </li>
      )}
      {location && (
        <li>
          <Icon name="pin" />
          <MapLink tiles={map} places={placesOf([{ name: displayName, location }])} />
        </li>
      )}
    </>
  );
}
