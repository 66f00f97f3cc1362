import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import type { Profile } from '@edu/client';
import { Avatar, Dialog, ErrorNotice, Notice, toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import type { Crop } from './crop.ts';
import { CropEditor } from './crop-editor.tsx';
import { sendPhoto } from './send-photo.ts';

interface PhotoPanelProps {
  readonly profile: Profile;
  readonly onChange: (profile: Profile) => void;
}

interface Chosen {
  readonly file: File;
  readonly image: HTMLImageElement;
}

const KINDS = 'image/jpeg,image/png,image/webp';

/** The photo that others see: chosen or taken, cut to a square, removed. */
export function PhotoPanel({ profile, onChange }: PhotoPanelProps) {
  const { t } = useReader();
  const api = useApi();
  const [chosen, setChosen] = useState<Chosen>();
  const [isUnreadable, setUnreadable] = useState(false);
  const [progress, setProgress] = useState(0);
  const id = useId();

  useEffect(() => () => chosen && URL.revokeObjectURL(chosen.image.src), [chosen]);

  const choose = async (files: FileList | null) => {
    const file = files?.[0];
    if (!file) return;
    remove.reset();
    send.reset();
    const image = await decoded(file);
    setUnreadable(!image);
    setChosen(image && { file, image });
  };
  const send = useMutation({
    mutationFn: (picture: Chosen & { readonly crop: Crop }) => {
      setProgress(0);
      return sendPhoto(api, picture, setProgress);
    },
    onSuccess: (changed) => {
      onChange(changed);
      toast(t('teaching.photo.saved'));
    },
    // Closed either way: what went wrong stands beside the photo, where another can be chosen.
    onSettled: () => setChosen(undefined),
  });
  const remove = useMutation({
    mutationFn: () => api.delete('/api/v1/me/profile/photo'),
    onSuccess: (changed) => {
      onChange(changed);
      toast(t('teaching.photo.removed'));
    },
  });
  const error = send.error ?? remove.error;

  return (
    <section id="field-photo" className="photo-panel" aria-labelledby={`${id}-title`}>
      <Avatar name={profile.displayName} picture={profile.photo?.medium} side={96} />
      <div>
        <h2 id={`${id}-title`}>{t('teaching.photo.title')}</h2>
        <p className="field-hint">{t('teaching.photo.hint')}</p>
        <p className="actions">
          <FileButton label={t(profile.photo ? 'teaching.photo.another' : 'teaching.photo.choose')}>
            {(props) => <input {...props} onChange={({ target }) => void choose(taken(target))} />}
          </FileButton>
          <FileButton label={t('teaching.photo.take')} touchOnly>
            {(props) => (
              <input
                {...props}
                capture="user"
                onChange={({ target }) => void choose(taken(target))}
              />
            )}
          </FileButton>
          {profile.photo && (
            <button
              type="button"
              className="quiet"
              aria-disabled={remove.isPending}
              onClick={() => !remove.isPending && remove.mutate()}
            >
              {t('teaching.photo.remove')}
            </button>
          )}
        </p>
        {isUnreadable && <Notice tone="bad" title={t('teaching.photo.unreadable')} />}
        {error && <ErrorNotice error={error} />}
      </div>
      {chosen && (
        <Dialog title={t('teaching.photo.crop.title')} onClose={() => setChosen(undefined)}>
          <CropEditor
            key={chosen.image.src}
            image={chosen.image}
            progress={send.isPending ? progress : undefined}
            onUse={(crop) => send.mutate({ ...chosen, crop })}
          />
        </Dialog>
      )}
    </section>
  );
}

interface FileButtonProps {
  readonly label: string;
  /** Where there is a finger, there is a camera. */
  readonly touchOnly?: boolean;
  readonly children: (props: {
    readonly type: 'file';
    readonly accept: string;
    readonly className: string;
  }) => React.ReactNode;
}

function FileButton({ label, touchOnly = false, children }: FileButtonProps) {
  return (
    <label className={`button quiet file-button${touchOnly ? ' touch-only' : ''}`}>
      {children({ type: 'file', accept: KINDS, className: 'visually-hidden' })}
      {label}
    </label>
  );
}

/** The files, and an empty input: the same file may be chosen again. */
function taken(input: HTMLInputElement): FileList | null {
  const files = input.files?.length ? input.files : null;
  if (!files) return null;
  const kept = new DataTransfer();
  for (const file of files) kept.items.add(file);
  input.value = '';
  return kept.files;
}

/** Undefined for what the browser cannot show. */
async function decoded(file: File): Promise<HTMLImageElement | undefined> {
  const image = new Image();
  image.src = URL.createObjectURL(file);
  try {
    await image.decode();
    return image;
  } catch {
    URL.revokeObjectURL(image.src);
    return undefined;
  }
}
