import { useReader } from '@edu/ui';
import type { LiveRoom } from './live-room.ts';
import type { RoomState } from './room-state.ts';

/** Phones cannot show their screen. */
const canShareScreen = 'getDisplayMedia' in (navigator.mediaDevices ?? {});

interface ControlsProps {
  readonly live: LiveRoom;
  readonly state: RoomState;
}

export function Controls({ live, state }: ControlsProps) {
  const { t } = useReader();
  const { microphone, camera, screen, handUp, audioOnly, other, phase } = state;
  const ready = phase === 'connected';
  const sources = { microphone, camera, ...(canShareScreen && { screen }) };
  return (
    <div className="controls" role="toolbar" aria-label={t('classroom.controls')}>
      {Object.entries(sources).map(([name, { on, busy }]) => (
        <button
          key={name}
          type="button"
          className={on ? 'on' : 'quiet'}
          aria-pressed={on}
          aria-disabled={busy || !ready}
          onClick={() => ready && void live.turn(name as keyof typeof sources, !on)}
        >
          {t(`classroom.${name as 'microphone' | 'camera' | 'screen'}.${on ? 'off' : 'on'}`)}
        </button>
      ))}
      <button
        type="button"
        className={handUp ? 'on' : 'quiet'}
        aria-pressed={handUp}
        aria-disabled={!ready}
        onClick={() => ready && live.raiseHand(!handUp)}
      >
        {t(handUp ? 'classroom.hand.off' : 'classroom.hand.on')}
      </button>
      {(audioOnly !== false || other?.showsVideo) && (
        <button
          type="button"
          className="quiet"
          aria-disabled={!ready}
          onClick={() => ready && live.showVideo(audioOnly !== false)}
        >
          {t(audioOnly === false ? 'classroom.audioOnly' : 'classroom.videoAgain')}
        </button>
      )}
      <button type="button" className="danger" onClick={() => void live.leave()}>
        {t('classroom.leave')}
      </button>
    </div>
  );
}
