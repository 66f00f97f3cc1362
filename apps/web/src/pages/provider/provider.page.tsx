import { ApiError, type Listing } from '@edu/client';
import { formatMoney } from '@edu/contract-kit';
import { isolated } from '@edu/i18n';
import type { Api } from '../../page/api.ts';
import { definePage } from '../../page/page.ts';
import { serverTexts } from '../../page/texts.ts';
import { mapPolicy } from '../map/map-tiles.ts';
import { subjectLabels } from '../search/subject-catalogue.ts';
import { SubjectLabels } from '../search/subject-names.tsx';
import { readGroups } from './read-groups.ts';
import { personData } from './person-data.ts';
import { ProviderGone } from './provider-gone.tsx';
import { ProviderView } from './provider-view.tsx';
import { readKept } from './read-kept.ts';
import { readTimes } from './read-times.ts';
import { readTimesQuery } from './times-query.ts';

export const providerPage = definePage({
  path: '/providers/:id',
  // A price or a time that is not true any more must never be shown as true.
  freshS: 0,
  zoned: true,
  entry: 'provider',
  policy: mapPolicy,
  async load({ locale, path, config, params, query, zone: deviceZone, api, now, lowData, map }) {
    const t = serverTexts(locale);
    const asked = readTimesQuery(query);
    const profile = await findProfile(api, params['id']?.toLowerCase() ?? '');
    if (!profile) {
      const head = { title: t('provider.gone.title'), hidden: true };
      return { head, body: <ProviderGone />, status: 404 };
    }
    if (profile.slug !== params['id']) {
      const search = new URLSearchParams(query).toString();
      return { movedTo: `/${locale}/providers/${profile.slug}${search && `?${search}`}` };
    }
    const [times, groups, keptPct, label] = await Promise.all([
      readTimes(api, profile.providerId, { ...asked, deviceZone, now }),
      readGroups(api, profile.providerId),
      readKept(api, profile.providerId),
      subjectLabels(api, locale),
    ]);
    const { displayName, kind, headline, subjects, hourlyRate, photo } = profile;
    return {
      head: {
        title: t('provider.title', { name: isolated(displayName), kind }),
        description: t('provider.description', {
          headline: isolated(headline),
          subjects: subjects.map(label).join(', '),
          price: formatMoney(hourlyRate, locale),
        }),
        ...(photo && { image: photo.large }),
        data: personData(profile, { locale, t, label, publicUrl: config.PUBLIC_URL }),
      },
      body: (
        <SubjectLabels label={label}>
          <ProviderView
            profile={profile}
            times={times}
            groups={groups}
            keptPct={keptPct}
            asked={asked}
            isZoneKnown={(asked.zone ?? deviceZone) !== undefined}
            now={now}
            lowData={lowData}
            map={map}
            shared={`${config.PUBLIC_URL}/${locale}${path}`}
          />
        </SubjectLabels>
      ),
    };
  },
});

/** Undefined when nobody is published under the id or the name. */
async function findProfile(api: Api, id: string): Promise<Listing | undefined> {
  try {
    return await api.get('/api/v1/profiles/{id}', { params: { path: { id } } });
  } catch (error) {
    if (error instanceof ApiError && (error.status === 404 || error.status === 400)) {
      return undefined;
    }
    throw error;
  }
}
