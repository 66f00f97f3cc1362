import { useReader } from '@edu/ui';
import { Picture } from './media.tsx';
import type { RoomState } from './room-state.ts';

/** The other person, what they show, and a small picture of oneself. */
export function Stage({ state, name }: { readonly state: RoomState; readonly name: string }) {
  const { t } = useReader();
  const { other, ownCamera, phase } = state;
  const big = other?.screen ?? other?.camera;
  return (
    <section className="stage" aria-label={t('classroom.stage')}>
      {big ? (
        <Picture
          track={big}
          label={t(big === other?.screen ? 'classroom.otherScreen' : 'classroom.otherFace')}
          className="big"
        />
      ) : (
        <div className={`big face ${other?.speaking ? 'speaking' : ''}`}>
          <p>
            {other
              ? t(other.speaking ? 'classroom.otherSpeaks' : 'classroom.otherThere', { name })
              : phase === 'connected' && t('classroom.alone', { name })}
          </p>
        </div>
      )}
      <ul className="badges">
        {other?.muted && <li>{t('classroom.otherMuted')}</li>}
        {other?.handUp && <li className="hand">{t('classroom.otherHand')}</li>}
        {(other?.quality === 'poor' || other?.quality === 'lost') && (
          <li>{t('classroom.otherWeak')}</li>
        )}
      </ul>
      {other?.screen && other.camera && (
        <Picture track={other.camera} label={t('classroom.otherFace')} className="small other" />
      )}
      {ownCamera && (
        <Picture track={ownCamera} label={t('classroom.ownFace')} className="small own" />
      )}
    </section>
  );
}
