import { Injectable } from '@nestjs/common';
import {
  AccessToken,
  RoomConfiguration,
  RoomServiceClient,
  ServerError,
  TrackSource,
} from 'livekit-server-sdk';
import { SessionConfig } from '../app.config.ts';
import { EMPTY_ROOM_S, type Source } from './room.domain.ts';

export interface Admission {
  readonly room: string;
  readonly userId: string;
  /** How many there may be in the room at once. */
  readonly people: number;
  readonly sources: readonly Source[];
  /** Seconds during which the token opens the door, above 0. */
  readonly ttlS: number;
}

const TRACK_SOURCE = {
  camera: TrackSource.CAMERA,
  microphone: TrackSource.MICROPHONE,
  screen_share: TrackSource.SCREEN_SHARE,
  screen_share_audio: TrackSource.SCREEN_SHARE_AUDIO,
} as const satisfies Record<Source, TrackSource>;

/** Seconds that a call of the server may take. */
const CALL_S = 5;

/** Signs LiveKit access tokens, which needs no network, and deletes rooms, which does. */
@Injectable()
export class LiveKit {
  private readonly rooms: RoomServiceClient | undefined;

  constructor(private readonly config: SessionConfig) {
    const { LIVEKIT_API_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = config;
    // Other regions are not tried within a call: the queue tries again, and says so in our logs.
    const options = { requestTimeout: CALL_S, failover: false };
    const url = LIVEKIT_API_URL ?? this.url;
    if (!url) return;
    this.rooms = new RoomServiceClient(url, LIVEKIT_API_KEY, LIVEKIT_API_SECRET, options);
  }

  /** WebSocket address of the server; null where nobody runs one. */
  get url(): string | null {
    const { LIVEKIT_URL } = this.config;
    return LIVEKIT_URL === 'none' ? null : LIVEKIT_URL;
  }

  /** A token for one person and one room, without a name or any other personal data. */
  async issueToken({ room, userId, people, sources, ttlS }: Admission): Promise<string> {
    // The SDK takes 0 for "not given", which would mean six hours.
    if (!(ttlS > 0)) throw new RangeError('a token must live longer than 0 seconds');
    const { LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = this.config;
    const token = new AccessToken(LIVEKIT_API_KEY, LIVEKIT_API_SECRET, {
      identity: userId,
      ttl: ttlS,
    });
    token.addGrant({
      room,
      roomJoin: true,
      canSubscribe: true,
      canPublish: true,
      canPublishSources: sources.map((source) => TRACK_SOURCE[source]),
      canPublishData: true,
      canUpdateOwnMetadata: false,
    });
    // The room is made when the first of the two enters, with these settings.
    token.roomConfig = new RoomConfiguration({
      emptyTimeout: EMPTY_ROOM_S,
      departureTimeout: EMPTY_ROOM_S,
      maxParticipants: people,
    });
    return token.toJwt();
  }

  /** Sends everybody out. A room that nobody has entered, or all have left, is not there. */
  async deleteRoom(room: string): Promise<'deleted' | 'not_found'> {
    if (!this.rooms) return 'not_found';
    try {
      await this.rooms.deleteRoom(room);
      return 'deleted';
    } catch (error) {
      // A wrong address answers 404 as well, and `bad_route`.
      if (error instanceof ServerError && error.code === 'not_found') return 'not_found';
      throw error;
    }
  }
}

/** Why a call failed, in a word: LiveKit's code, or what kept us from asking. */
export function failureOf(error: unknown): string {
  if (error instanceof ServerError) return error.code ?? `status ${error.status}`;
  return error instanceof Error ? error.name : 'unknown';
}
