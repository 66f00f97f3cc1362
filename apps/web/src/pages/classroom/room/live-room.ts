import {
  ConnectionState,
  DisconnectReason,
  Room,
  RoomEvent,
  setLogLevel,
  Track,
  type RemoteParticipant,
  type TrackPublication,
} from 'livekit-client';
import { deviceProblem, endingOf, type DeviceProblem } from '../devices.ts';
import { chatText, decodeMessage, encodeMessage, type RoomMessage } from '../room-message.ts';
import { chooseVideo, look, noStepDown } from '../step-down.ts';
import { countTraffic, noTraffic, samplesOf } from '../traffic.ts';
import { roomOptions, screenCapture, type Choices } from './room-options.ts';
import { roomAtFirst, type OtherPerson, type RoomState } from './room-state.ts';

setLogLevel('warn');

const LOOK_EVERY_MS = 1_000;
/** Statistics cost the browser some work. */
const COUNT_EVERY = 3;

type Source = 'microphone' | 'camera' | 'screen';

const PHASES: Partial<Record<ConnectionState, RoomState['phase']>> = {
  [ConnectionState.Connected]: 'connected',
  [ConnectionState.Reconnecting]: 'reconnecting',
  [ConnectionState.SignalReconnecting]: 'reconnecting',
};

const SHOWN_EVENTS = [
  RoomEvent.ParticipantDisconnected,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.LocalTrackPublished,
  RoomEvent.LocalTrackUnpublished,
  RoomEvent.ActiveSpeakersChanged,
  RoomEvent.ConnectionQualityChanged,
  RoomEvent.AudioPlaybackStatusChanged,
  RoomEvent.ConnectionStateChanged,
] as const;

/** One visit of a classroom. Its state is a value that changes; see `subscribe`. */
export class LiveRoom {
  readonly #room: Room;
  readonly #watchers = new Set<() => void>();
  #state: RoomState;
  #stepDown = noStepDown;
  #traffic = noTraffic;
  #otherHandUp = false;
  #left = false;
  #lines = 0;
  #looks = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param room entered by `enter` */
  constructor(choices: Choices, room = new Room(roomOptions(choices))) {
    this.#state = roomAtFirst(choices.lowData ? 'chosen' : false);
    this.#room = room;
    for (const event of SHOWN_EVENTS) this.#room.on(event, () => this.#show());
    this.#room
      .on(RoomEvent.TrackPublished, () => this.#subscribeVideo())
      .on(RoomEvent.ParticipantConnected, () => {
        this.#otherHandUp = false;
        // Who comes in later, or again, has missed it.
        if (this.#state.handUp) void this.#send({ kind: 'hand', up: true });
        this.#show();
      })
      .on(RoomEvent.DataReceived, (bytes, from) => from && this.#receive(decodeMessage(bytes)))
      .on(RoomEvent.Disconnected, (reason) => this.#end(reason));
  }

  readonly state = (): RoomState => this.#state;

  /** @returns stops it */
  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Goes in; without a microphone too, since one can listen and write. */
  async enter(url: string, token: string, withCamera: boolean): Promise<void> {
    try {
      await this.#room.connect(url, token);
    } catch {
      this.#change(this.#left ? { phase: 'ended', ending: 'left' } : { phase: 'unreachable' });
      return;
    }
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
    this.#subscribeVideo();
    this.#show();
    await this.turn('microphone', true);
    if (withCamera) await this.turn('camera', true);
  }

  async leave(): Promise<void> {
    this.#left = true;
    await this.#room.disconnect();
  }

  async turn(source: Source, on: boolean): Promise<void> {
    if (this.#state[source].busy) return;
    this.#own(source, { busy: true, problem: undefined });
    const me = this.#room.localParticipant;
    let problem: DeviceProblem | undefined;
    try {
      if (source === 'microphone') await me.setMicrophoneEnabled(on);
      else if (source === 'camera') await me.setCameraEnabled(on);
      else {
        // The end of a track takes a negotiation, and its last picture would stand still meanwhile.
        if (!on) await me.getTrackPublication(Track.Source.ScreenShare)?.mute();
        await me.setScreenShareEnabled(on, screenCapture);
      }
    } catch (error) {
      problem = deviceProblem(error);
      // Closing the browser's list of windows is a choice, and no fault.
      if (source === 'screen' && problem === 'refused') problem = undefined;
    }
    this.#own(source, { busy: false, problem });
    this.#show();
  }

  /** Shows the other's pictures again, or no more. */
  showVideo(shown: boolean): void {
    if (shown) this.#stepDown = chooseVideo(this.#stepDown, performance.now());
    this.#change({ audioOnly: shown ? false : 'chosen' });
    this.#subscribeVideo();
    if (!shown) void this.turn('camera', false);
  }

  raiseHand(up: boolean): void {
    this.#change({ handUp: up });
    void this.#send({ kind: 'hand', up });
  }

  /** @throws Error when it cannot be sent now */
  async write(text: string): Promise<void> {
    const said = chatText(text);
    if (!said) return;
    await this.#send({ kind: 'chat', text: said });
    this.#addLine(said, true);
  }

  /** After a press of a button, which browsers ask for. */
  async playSound(): Promise<void> {
    await this.#room.startAudio();
    this.#show();
  }

  #send(message: RoomMessage): Promise<void> {
    const { kind: topic } = message;
    return this.#room.localParticipant.publishData(encodeMessage(message), {
      reliable: true,
      topic,
    });
  }

  #receive(message: RoomMessage | undefined): void {
    if (message?.kind === 'chat') this.#addLine(message.text, false);
    if (message?.kind !== 'hand') return;
    this.#otherHandUp = message.up;
    this.#show();
  }

  #addLine(text: string, own: boolean): void {
    const line = { id: this.#lines++, text, own, at: Date.now() };
    this.#change({ chat: [...this.#state.chat, line] });
  }

  /** Takes the other's pictures, or leaves them where they are. */
  #subscribeVideo(): void {
    const wanted = this.#state.audioOnly === false;
    for (const publication of this.#other()?.videoTrackPublications.values() ?? []) {
      if (publication.isDesired !== wanted) publication.setSubscribed(wanted);
    }
    this.#show();
  }

  #look(): void {
    const { quality, camera, other, audioOnly } = this.#state;
    const video = camera.on || (audioOnly === false && other?.showsVideo === true);
    const seen = look(this.#stepDown, { quality, video, now: performance.now() });
    this.#stepDown = seen.next;
    if (seen.audioOnly) {
      this.#change({ audioOnly: 'weak' });
      this.#subscribeVideo();
      void this.turn('camera', false);
    }
    if (this.#looks++ % COUNT_EVERY === 0) void this.#count();
  }

  async #count(): Promise<void> {
    const { localParticipant } = this.#room;
    const reports = [localParticipant, this.#other()].flatMap((person) =>
      [...(person?.trackPublications.values() ?? [])].flatMap(({ track }) =>
        track ? [{ side: person === localParticipant ? 'own' : 'other', track }] : [],
      ),
    );
    const samples = await Promise.all(
      reports.map(async ({ side, track }) => {
        const report = await track.getRTCStatsReport();
        return samplesOf(report?.values() ?? [], side);
      }),
    ).catch(() => []); // a track that has just ended
    this.#traffic = countTraffic(this.#traffic, samples.flat());
    const { sent, received } = this.#traffic;
    this.#change({ sent, received });
  }

  #other(): RemoteParticipant | undefined {
    return this.#room.remoteParticipants.values().next().value;
  }

  #show(): void {
    const { localParticipant: me, state } = this.#room;
    const { phase, microphone, camera, screen } = this.#state;
    const over = phase === 'ended' || phase === 'unreachable';
    this.#change({
      phase: (!over && PHASES[state]) || phase,
      userId: me.identity,
      quality: me.connectionQuality,
      microphone: { ...microphone, on: me.isMicrophoneEnabled },
      camera: { ...camera, on: me.isCameraEnabled },
      screen: { ...screen, on: me.isScreenShareEnabled },
      ownCamera: trackOf(me.getTrackPublication(Track.Source.Camera)),
      other: this.#otherPerson(),
      silent: !this.#room.canPlaybackAudio,
    });
  }

  #otherPerson(): OtherPerson | undefined {
    const other = this.#other();
    if (!other) return undefined;
    // A track that was given up may stay for a while, as a picture that stands still.
    const picture = (source: Track.Source) =>
      this.#state.audioOnly === false ? trackOf(other.getTrackPublication(source)) : undefined;
    return {
      speaking: other.isSpeaking,
      muted: !other.isMicrophoneEnabled,
      quality: other.connectionQuality,
      handUp: this.#otherHandUp,
      audio: [...other.audioTrackPublications.values()].flatMap(({ track }) => track ?? []),
      showsVideo: [...other.videoTrackPublications.values()].some(({ isMuted }) => !isMuted),
      camera: picture(Track.Source.Camera),
      screen: picture(Track.Source.ScreenShare),
    };
  }

  #end(reason: DisconnectReason | undefined): void {
    clearInterval(this.#timer);
    // Who never came in has not gone out: `enter` says so.
    if (this.#timer === undefined) return;
    this.#change({
      phase: 'ended',
      other: undefined,
      ending: endingOf(reason === undefined ? undefined : DisconnectReason[reason]),
    });
  }

  #own(source: Source, change: Partial<RoomState[Source]>): void {
    this.#change({ [source]: { ...this.#state[source], ...change } });
  }

  #change(change: Partial<RoomState>): void {
    this.#state = { ...this.#state, ...change };
    for (const watcher of this.#watchers) watcher();
  }
}

/** What is muted has nothing to show. */
function trackOf(publication: TrackPublication | undefined): Track | undefined {
  return publication?.isMuted ? undefined : publication?.track;
}
