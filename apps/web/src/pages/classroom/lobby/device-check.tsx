import { useEffect, useRef, useState } from 'react';
import { Notice, useReader } from '@edu/ui';
import { deviceProblem, type DeviceProblem } from '../devices.ts';
import { openDevice, playTone, watchLevel } from './device-trial.ts';

export interface ChosenDevices {
  readonly microphoneId?: string | undefined;
  readonly cameraId?: string | undefined;
}

type Kind = 'microphone' | 'camera';

/** Lets somebody try the microphone, the camera and the loudspeaker before a lesson. */
export function DeviceCheck({ onChosen }: { onChosen: (devices: ChosenDevices) => void }) {
  const { t } = useReader();
  const [chosen, setChosen] = useState<ChosenDevices>({});
  const choose = (kind: Kind, id: string) => {
    const next = { ...chosen, [`${kind}Id`]: id };
    setChosen(next);
    onChosen(next);
  };
  return (
    <section className="card trial" aria-labelledby="devices">
      <h2 id="devices">{t('classroom.devices')}</h2>
      <Trial kind="microphone" onChosen={(id) => choose('microphone', id)} />
      <Trial kind="camera" onChosen={(id) => choose('camera', id)} />
      <div className="actions">
        <button type="button" className="quiet" onClick={() => playTone()}>
          {t('classroom.playTone')}
        </button>
        <span className="field-hint">{t('classroom.playToneHint')}</span>
      </div>
    </section>
  );
}

function Trial({ kind, onChosen }: { kind: Kind; onChosen: (id: string) => void }) {
  const { t } = useReader();
  const [stream, setStream] = useState<MediaStream>();
  const [devices, setDevices] = useState<readonly MediaDeviceInfo[]>([]);
  const [problem, setProblem] = useState<DeviceProblem>();

  const start = async (id?: string) => {
    setProblem(undefined);
    try {
      const opened = await openDevice(kind, id);
      setStream(opened.stream);
      setDevices(opened.devices);
      if (id) onChosen(id);
    } catch (error) {
      setStream(undefined);
      setProblem(deviceProblem(error));
    }
  };
  // The camera's light goes out when this page has no more use for it.
  useEffect(() => () => stream?.getTracks().forEach((track) => track.stop()), [stream]);
  const current = stream?.getTracks()[0]?.getSettings().deviceId;
  return (
    <div className="trial">
      <div className="actions">
        <button
          type="button"
          className="quiet"
          aria-pressed={Boolean(stream)}
          onClick={() => (stream ? setStream(undefined) : void start())}
        >
          {t(`classroom.try.${kind}`)}
        </button>
        {stream && devices.length > 1 && (
          <label className="field">
            <span className="visually-hidden">{t(`classroom.which.${kind}`)}</span>
            <select value={current} onChange={(event) => void start(event.currentTarget.value)}>
              {devices.map(({ deviceId, label }) => (
                <option key={deviceId} value={deviceId}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {stream && (kind === 'microphone' ? <Level stream={stream} /> : <Preview stream={stream} />)}
      {problem && (
        <Notice tone="warn" title={t(`classroom.${kind}.${problem}.title`)}>
          <p>{t(`classroom.${kind}.${problem}.detail`)}</p>
        </Notice>
      )}
    </div>
  );
}

function Level({ stream }: { stream: MediaStream }) {
  const { t } = useReader();
  const meter = useRef<HTMLMeterElement>(null);
  const [found, setFound] = useState(false);
  useEffect(
    () =>
      watchLevel(stream, (level) => {
        if (meter.current) meter.current.value = level;
        if (level > 0.1) setFound(true);
      }),
    [stream],
  );
  return (
    <div>
      <meter ref={meter} min={0} max={1} value={0} aria-label={t('classroom.level')} />
      <p role="status">{found ? t('classroom.levelGood') : t('classroom.levelNone')}</p>
    </div>
  );
}

function Preview({ stream }: { stream: MediaStream }) {
  const { t } = useReader();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  return (
    <video
      ref={video}
      className="own-face"
      aria-label={t('classroom.ownFace')}
      autoPlay
      muted
      playsInline
    />
  );
}
