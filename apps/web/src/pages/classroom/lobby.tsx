import { useEffect, useState } from 'react';
import { clockText, deviceZone, secondsLeft, TimeText, useReader, ZoneNote } from '@edu/ui';
import type { Classroom } from './ask-at-door.ts';
import { isCounted } from './door-clock.ts';
import type { Door } from './door.ts';
import { DeviceCheck, type ChosenDevices } from './lobby/device-check.tsx';
import { NetworkCheck } from './lobby/network-check.tsx';
import type { Choices } from './room/room-options.ts';

interface LobbyProps {
  readonly door: Exclude<Door, { is: 'closed' }>;
  readonly booking: Classroom;
  readonly clockOffset: number;
  readonly onJoin: (choices: Choices, withCamera: boolean) => Promise<void>;
}

/** Waiting for the room to open, trying the devices, going in. */
export function Lobby({ door, booking, clockOffset, onJoin }: LobbyProps) {
  const { t } = useReader();
  const zone = deviceZone();
  const [devices, setDevices] = useState<ChosenDevices>({});
  const [withCamera, setWithCamera] = useState(false);
  const [joining, setJoining] = useState(false);
  const open = door.is === 'open';

  const join = async () => {
    if (joining) return;
    setJoining(true);
    const lowData = document.documentElement.hasAttribute('data-low-data');
    await onJoin({ ...devices, lowData }, withCamera && !lowData);
    setJoining(false);
  };
  return (
    <div className="lobby">
      <section className="card" aria-labelledby="lesson">
        <h2 id="lesson">
          {booking.providerName ?? t('classroom.provider')} ·{' '}
          {booking.learnerName ?? t('classroom.learner')}
        </h2>
        <p>
          <TimeText at={booking.startsAt} zone={zone} /> –{' '}
          <TimeText at={booking.endsAt} zone={zone} shape="time" />
        </p>
        <ZoneNote zone={zone} />
        {door.is === 'early' && <Waiting opensAt={door.opensAt} clockOffset={clockOffset} />}
        <p role="status">
          {open ? t('classroom.open') : door.is === 'preparing' ? t('classroom.preparing') : ''}
        </p>
        {open && (
          <>
            <label className="check">
              <input
                type="checkbox"
                checked={withCamera}
                onChange={(event) => setWithCamera(event.currentTarget.checked)}
              />
              <span>{t('classroom.withCamera')}</span>
            </label>
            <button type="button" aria-disabled={joining} onClick={() => void join()}>
              {t('classroom.join')}
            </button>
            <p className="field-hint">{t('classroom.joinHint')}</p>
          </>
        )}
      </section>
      <DeviceCheck onChosen={setDevices} />
      <NetworkCheck />
    </div>
  );
}

function Waiting({ opensAt, clockOffset }: { opensAt: number; clockOffset: number }) {
  const { t } = useReader();
  const zone = deviceZone();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const left = opensAt - now - clockOffset;
  return (
    <>
      <p>
        {t('classroom.opensAt')}{' '}
        <strong>
          <TimeText at={new Date(opensAt).toISOString()} zone={zone} />
        </strong>
      </p>
      {isCounted(left) && (
        <p className="countdown" role="timer" aria-label={t('classroom.opensIn')}>
          {clockText(secondsLeft(left, 0))}
        </p>
      )}
      <p className="field-hint">{t('classroom.opensByItself')}</p>
    </>
  );
}
