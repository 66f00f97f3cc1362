import { AudioPresets, VideoPreset, type RoomOptions } from 'livekit-client';

/** A network that is gone for longer ends the visit, ms; the room is kept for ten minutes. */
const GIVE_UP_MS = 300_000;
const LONGEST_PAUSE_MS = 5_000;

/** A face at 250 kbit/s; with little data, 120. */
const FACE = new VideoPreset(640, 360, 250_000, 15);
const SMALL_FACE = new VideoPreset(320, 180, 120_000, 12);
/** A page or a board: sharp rather than smooth. */
const SCREEN = new VideoPreset(1_280, 720, 500_000, 5);

export interface Choices {
  readonly microphoneId?: string | undefined;
  readonly cameraId?: string | undefined;
  readonly lowData: boolean;
}

/** How a room is entered over a poor network: speech before everything else. */
export function roomOptions({ microphoneId, cameraId, lowData }: Choices): RoomOptions {
  const face = lowData ? SMALL_FACE : FACE;
  return {
    // What is not in sight is not sent.
    adaptiveStream: true,
    dynacast: true,
    audioCaptureDefaults: {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      ...(microphoneId && { deviceId: microphoneId }),
    },
    videoCaptureDefaults: {
      resolution: face.resolution,
      ...(cameraId && { deviceId: cameraId }),
    },
    publishDefaults: {
      audioPreset: AudioPresets.speech,
      dtx: true,
      // Sends speech three times over, so that losses go unnoticed: 100 kbit/s in place of 45.
      red: !lowData,
      // One person looks: several sizes at once would only take more of the way out.
      simulcast: false,
      videoEncoding: face.encoding,
      screenShareEncoding: SCREEN.encoding,
    },
    reconnectPolicy: {
      nextRetryDelayInMs: ({ elapsedMs, retryCount }) =>
        elapsedMs > GIVE_UP_MS ? null : Math.min(LONGEST_PAUSE_MS, 300 * 2 ** retryCount),
    },
  };
}

export const screenCapture = { resolution: SCREEN.resolution };
