import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { Profile } from '@edu/client';
import { ErrorNotice, Notice, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';

const UnpublishDialog = lazy(async () => ({
  default: (await import('./unpublish-dialog.tsx')).UnpublishDialog,
}));

interface PublishPanelProps {
  /** Null before anything was saved. */
  readonly profile: Profile | null;
  /** Something in the form was not saved yet. */
  readonly unsaved: boolean;
  readonly onChange: (profile: Profile) => void;
}

/** Whether people find the profile, what it still lacks for that, and the buttons that change it. */
export function PublishPanel({ profile, unsaved, onChange }: PublishPanelProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const [isLeaving, setLeaving] = useState(false);
  const change = useMutation({
    mutationFn: (to: 'publish' | 'pause') =>
      to === 'publish'
        ? api.post('/api/v1/me/profile/publish')
        : api.post('/api/v1/me/profile/pause'),
    onSuccess: onChange,
  });
  const { error, isPending } = change;
  const missing = profile?.missing ?? [];
  const isReady = profile !== null && !unsaved && missing.length === 0;
  const leave = (
    <>
      <button type="button" className="quiet" onClick={() => setLeaving(true)}>
        {t('teaching.profile.unpublish')}
      </button>
      {isLeaving && (
        <Suspense>
          <UnpublishDialog
            onClose={() => setLeaving(false)}
            onDone={(left) => {
              setLeaving(false);
              onChange(left);
            }}
          />
        </Suspense>
      )}
    </>
  );
  if (profile?.state === 'published') {
    return (
      <Notice tone="good" title={t('teaching.profile.published')}>
        <p className="actions">
          <a
            className="button quiet"
            href={`/${locale}/providers/${profile.slug ?? profile.providerId}`}
          >
            {t('teaching.profile.see')}
          </a>
          <button
            type="button"
            className="quiet"
            aria-disabled={isPending}
            onClick={() => !isPending && change.mutate('pause')}
          >
            {t('teaching.profile.pause')}
          </button>
          {leave}
        </p>
        <p className="field-hint">{t('teaching.profile.pauseHint')}</p>
        <Advice profile={profile} />
        {error !== null && <ErrorNotice error={error} />}
      </Notice>
    );
  }
  const isPaused = profile?.state === 'paused';
  return (
    <Notice tone="info" title={t(isPaused ? 'teaching.profile.paused' : 'teaching.profile.draft')}>
      {missing.length > 0 && (
        <>
          <p>{t('teaching.profile.missing')}</p>
          <FieldLinks fields={missing} />
        </>
      )}
      {profile && missing.length === 0 && <Advice profile={profile} />}
      {error !== null && <ErrorNotice error={error} />}
      <p className="actions">
        <button
          type="button"
          aria-disabled={isPending || !isReady}
          onClick={() => !isPending && isReady && change.mutate('publish')}
        >
          {t('teaching.profile.publish')}
        </button>
        {isPaused && leave}
      </p>
      {(!profile || unsaved) && <p className="field-hint">{t('teaching.profile.saveFirst')}</p>}
    </Notice>
  );
}

/** What learners would like to know as well; it keeps nobody from being shown. */
function Advice({ profile: { advised, completeness } }: { readonly profile: Profile }) {
  const { t } = useReader();
  if (advised.length === 0) return null;
  return (
    <>
      <p>{t('teaching.profile.advised', { percent: completeness })}</p>
      <FieldLinks fields={advised} />
    </>
  );
}

function FieldLinks({ fields }: { readonly fields: Profile['missing'] }) {
  const { t } = useReader();
  return (
    <ul>
      {fields.map(({ pointer }) => (
        <li key={pointer}>
          <a href={`#field-${pointer.split('/')[1]}`}>{t(nameOf(pointer))}</a>
        </li>
      ))}
    </ul>
  );
}

const FIELDS = [
  'displayName',
  'headline',
  'bio',
  'photo',
  'subjects',
  'subjectLevels',
  'diplomas',
  'goals',
  'languages',
  'languageLevels',
  'modes',
  'hourlyRate',
  'location',
  'city',
  'country',
  'radiusKm',
] as const;

/** The text that names the field which a pointer is about. */
function nameOf(pointer: string) {
  const field = FIELDS.find((name) => pointer.split('/')[1] === name);
  return field ? (`teaching.field.${field}` as const) : 'teaching.profile.title';
}
