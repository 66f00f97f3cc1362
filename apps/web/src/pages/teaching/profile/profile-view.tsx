import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, type Profile } from '@edu/client';
import { Notice, QueryView, toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { rememberLinks } from '../../../shell/header-links.ts';
import { givesLessons, kindOf } from '../../../shell/teaches.ts';
import { AddressPanel } from '../place/address-panel.tsx';
import { TeachingNav } from '../teaching-nav.tsx';
import { draftOf, emptyDraft } from './profile-draft.ts';
import { PhotoPanel } from './photo-panel.tsx';
import { ProfileForm } from './profile-form.tsx';
import { PublishPanel } from './publish-panel.tsx';

const KEY = ['my-profile'];

/** What others see of somebody who teaches, and whether they see it yet. */
export function ProfileView() {
  const { locale, t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const [unsaved, setUnsaved] = useState(false);
  /** Versions of the profile that were changes of the photo, on this page. */
  const [photos, setPhotos] = useState(0);
  const version = (profile: Profile | null) => (profile ? profile.version - photos : 0);
  const me = useQuery({
    queryKey: ['me'],
    queryFn: async ({ signal }) => {
      const user = await api.get('/api/v1/me', { signal });
      rememberLinks(user);
      return user;
    },
  });
  const mine = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => {
      try {
        return await api.get('/api/v1/me/profile', { signal });
      } catch (error) {
        // Who has never written one begins with an empty one.
        if (error instanceof ApiError && error.is('profile.not_found')) return null;
        throw error;
      }
    },
  });
  const show = (profile: Profile) => queries.setQueryData(KEY, profile);

  return (
    <>
      <TeachingNav at="profile" />
      <h1>{t('teaching.profile.title')}</h1>
      <p className="lead">{t('teaching.profile.lead')}</p>
      <QueryView query={me}>
        {(user) =>
          givesLessons(user) ? (
            <QueryView query={mine}>
              {(profile) => (
                <>
                  <PublishPanel profile={profile} unsaved={unsaved} onChange={show} />
                  {profile && (
                    <PhotoPanel
                      profile={profile}
                      onChange={(changed) => {
                        // What is typed below stays: the form is of the version before the photo.
                        setPhotos((sum) => sum + changed.version - profile.version);
                        show(changed);
                      }}
                    />
                  )}
                  <ProfileForm
                    key={version(profile)}
                    kind={profile?.kind ?? kindOf(user) ?? 'tutor'}
                    initial={profile ? draftOf(profile) : emptyDraft(user.displayName, locale)}
                    version={version(profile)}
                    onDirty={setUnsaved}
                    onSave={async (body) => {
                      show(await api.put('/api/v1/me/profile', { body }));
                      toast(t('site.saved'));
                    }}
                  />
                  {profile?.modes.includes('in_person') && <AddressPanel />}
                </>
              )}
            </QueryView>
          ) : (
            <Notice tone="warn" title={t('teaching.notATeacher.title')}>
              <p>{t('teaching.notATeacher.detail')}</p>
              <a href={`/${locale}/sign-up?as=tutor`}>{t('site.signUp')}</a>
            </Notice>
          )
        }
      </QueryView>
    </>
  );
}
