import { EventEmitter } from 'node:events';
import { ConnectionQuality, ConnectionState, Track, type Room } from 'livekit-client';

/** A track of the other person, which the room sends as long as it is wanted. */
export class TestPublication {
  isMuted = false;
  isDesired = true;
  readonly track = { sid: 'TR_1', getRTCStatsReport: async () => undefined };

  setSubscribed(wanted: boolean): void {
    this.isDesired = wanted;
  }
}

/** Stands in for LiveKit's room: what of it is used, without a network. */
export class TestRoom extends EventEmitter {
  state = ConnectionState.Disconnected;
  canPlaybackAudio = true;
  /** What was sent to the other person. */
  readonly sent: unknown[] = [];
  readonly camera = new TestPublication();
  readonly remoteParticipants = new Map<string, object>();
  readonly localParticipant = {
    identity: 'me',
    connectionQuality: ConnectionQuality.Unknown,
    isMicrophoneEnabled: false,
    isCameraEnabled: false,
    isScreenShareEnabled: false,
    trackPublications: new Map(),
    getTrackPublication: () => undefined,
    setMicrophoneEnabled: async (on: boolean) =>
      void (this.localParticipant.isMicrophoneEnabled = on),
    setCameraEnabled: async (on: boolean) => void (this.localParticipant.isCameraEnabled = on),
    publishData: async (bytes: Uint8Array) =>
      void this.sent.push(JSON.parse(new TextDecoder().decode(bytes))),
  };

  async connect(): Promise<void> {
    this.state = ConnectionState.Connected;
  }

  async disconnect(): Promise<void> {
    this.state = ConnectionState.Disconnected;
  }

  /** The other person comes in, with the camera on. */
  welcome(): void {
    const publications = new Map([['TR_1', this.camera]]);
    this.remoteParticipants.set('other', {
      isSpeaking: false,
      isMicrophoneEnabled: true,
      connectionQuality: ConnectionQuality.Good,
      trackPublications: publications,
      videoTrackPublications: publications,
      audioTrackPublications: new Map(),
      getTrackPublication: (source: Track.Source) =>
        source === Track.Source.Camera ? this.camera : undefined,
    });
    this.emit('participantConnected');
  }

  rate(quality: ConnectionQuality): void {
    this.localParticipant.connectionQuality = quality;
    this.emit('connectionQualityChanged');
  }

  asRoom(): Room {
    return this as unknown as Room;
  }
}
