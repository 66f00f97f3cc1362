import type { Track } from 'livekit-client';
import type { DeviceProblem, Ending } from '../devices.ts';
import type { Quality } from '../step-down.ts';

/** A microphone, a camera or the screen of this device. */
export interface OwnSource {
  readonly on: boolean;
  /** Being switched: its button waits. */
  readonly busy: boolean;
  readonly problem: DeviceProblem | undefined;
}

/** The other person of the lesson, while they are in the room. */
export interface OtherPerson {
  readonly speaking: boolean;
  readonly muted: boolean;
  readonly quality: Quality;
  readonly handUp: boolean;
  readonly audio: readonly Track[];
  /** Whether pictures could be shown, be they wanted or not. */
  readonly showsVideo: boolean;
  readonly camera: Track | undefined;
  readonly screen: Track | undefined;
}

export interface ChatLine {
  readonly id: number;
  readonly own: boolean;
  readonly text: string;
  /** ms */
  readonly at: number;
}

/** Why no video is shown: nobody held it back, the connection is too weak, or the person chose so. */
export type AudioOnly = false | 'weak' | 'chosen';

/** All that is shown of a room. */
export interface RoomState {
  readonly phase: 'connecting' | 'connected' | 'reconnecting' | 'unreachable' | 'ended';
  /** Once it has ended. */
  readonly ending: Ending | undefined;
  /** Who came in, as the token says; empty before. */
  readonly userId: string;
  readonly quality: Quality;
  readonly microphone: OwnSource;
  readonly camera: OwnSource;
  readonly screen: OwnSource;
  readonly ownCamera: Track | undefined;
  readonly handUp: boolean;
  readonly other: OtherPerson | undefined;
  readonly audioOnly: AudioOnly;
  /** The browser plays sound only after a press of a button. */
  readonly silent: boolean;
  readonly chat: readonly ChatLine[];
  readonly sent: number;
  readonly received: number;
}

const off: OwnSource = { on: false, busy: false, problem: undefined };

export const roomAtFirst = (audioOnly: AudioOnly): RoomState => ({
  phase: 'connecting',
  ending: undefined,
  userId: '',
  quality: 'unknown',
  microphone: off,
  camera: off,
  screen: off,
  ownCamera: undefined,
  handUp: false,
  other: undefined,
  audioOnly,
  silent: false,
  chat: [],
  sent: 0,
  received: 0,
});
