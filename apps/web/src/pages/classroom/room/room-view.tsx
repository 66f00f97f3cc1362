import { useEffect } from 'react';
import { Notice, useReader } from '@edu/ui';
import type { Classroom } from '../ask-at-door.ts';
import { formatBytes } from '../traffic.ts';
import { Announcements } from './announcements.tsx';
import { Chat } from './chat.tsx';
import { Controls } from './controls.tsx';
import { keepScreenOn } from './keep-screen-on.ts';
import type { LiveRoom } from './live-room.ts';
import type { RoomState } from './room-state.ts';
import { Sound } from './media.tsx';
import { Stage } from './stage.tsx';
import { TimeLeft } from './time-left.tsx';

interface RoomViewProps {
  readonly live: LiveRoom;
  readonly state: RoomState;
  readonly booking: Classroom;
}

/** The lesson: who is there, what can be said, and how the connection does. */
export function RoomView({ live, state, booking }: RoomViewProps) {
  const { locale, t } = useReader();
  const { phase, quality, other, audioOnly, silent, sent, received, microphone, camera } = state;
  useEffect(() => keepScreenOn(), []);
  const name = otherName(booking, state.userId) ?? t('classroom.other');
  const bytes = formatBytes(sent + received, locale);
  return (
    <div className="room">
      <div className="room-status">
        <p className={`quality ${quality}`}>{t(`classroom.quality.${quality}`)}</p>
        <TimeLeft endsAt={booking.endsAt} />
        <p data-bytes={sent + received}>{t('classroom.bytes', { bytes })}</p>
      </div>
      {phase === 'connecting' && <p role="status">{t('classroom.connecting')}</p>}
      {phase === 'reconnecting' && (
        <Notice tone="warn" title={t('classroom.reconnecting.title')}>
          <p>{t('classroom.reconnecting.detail')}</p>
        </Notice>
      )}
      {silent && (
        <Notice tone="warn" title={t('classroom.silent')}>
          <button type="button" onClick={() => void live.playSound()}>
            {t('classroom.playSound')}
          </button>
        </Notice>
      )}
      {(['microphone', 'camera'] as const).map((kind) => {
        const { problem } = kind === 'microphone' ? microphone : camera;
        return (
          problem && (
            <Notice key={kind} tone="warn" title={t(`classroom.${kind}.${problem}.title`)}>
              <p>{t(`classroom.${kind}.${problem}.detail`)}</p>
              {kind === 'microphone' && <p>{t('classroom.withoutMicrophone')}</p>}
            </Notice>
          )
        );
      })}
      {audioOnly === 'weak' && (
        <Notice tone="info" title={t('classroom.stepDown.title')}>
          <p>{t('classroom.stepDown.detail')}</p>
        </Notice>
      )}
      <div className="room-main">
        <Stage state={state} name={name} />
        <Chat live={live} name={name} lines={state.chat} ready={phase === 'connected'} />
      </div>
      <Controls live={live} state={state} />
      <Announcements state={state} name={name} />
      {other?.audio.map((track) => (
        <Sound key={track.sid} track={track} />
      ))}
    </div>
  );
}

function otherName(booking: Classroom, userId: string): string | null {
  return userId === booking.providerId ? booking.learnerName : booking.providerName;
}
