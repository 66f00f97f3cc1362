import { Injectable } from '@nestjs/common';
import { AccessToken, RoomConfiguration, TrackSource } from 'livekit-server-sdk';
import { SessionConfig } from '../app.config.ts';
import { EMPTY_ROOM_S, type Source } from './room.domain.ts';

export interface Admission {
  readonly room: string;
  readonly userId: string;
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

/** Signs LiveKit access tokens; no network is involved. */
@Injectable()
export class LiveKit {
  constructor(private readonly config: SessionConfig) {}

  /** WebSocket address of the server. */
  get url(): string {
    return this.config.LIVEKIT_URL;
  }

  /** A token for one person and one room, without a name or any other personal data. */
  async issueToken({ room, userId, sources, ttlS }: Admission): Promise<string> {
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
      maxParticipants: 2,
    });
    return token.toJwt();
  }
}
