import { Injectable } from '@nestjs/common';
import { Id } from '@edu/contract-kit';
import {
  AccessToken,
  ParticipantInfo_State,
  RoomConfiguration,
  RoomServiceClient,
  ServerError,
  TrackSource,
  WebhookReceiver,
  type ParticipantInfo,
} from 'livekit-server-sdk';
import { SessionConfig } from '../app.config.ts';
import { EMPTY_ROOM_S, roomOf, type RoomOf, type Source } from './room.domain.ts';

export interface Admission {
  readonly room: string;
  readonly userId: string;
  /** How many there may be in the room at once. */
  readonly people: number;
  readonly sources: readonly Source[];
  /** Seconds during which the token opens the door, above 0. */
  readonly ttlS: number;
}

/** Somebody's stay in a room, as the server knows it. */
export interface Participant {
  readonly userId: string;
  readonly sid: string;
  readonly joinedAt: Date;
}

/** What the server reports of one of our rooms. */
export interface RoomReport {
  /** The server's: the same report has the same. */
  readonly id: string;
  readonly room: RoomOf;
  readonly kind: 'started' | 'finished' | 'joined' | 'left' | 'seen';
  readonly at: Date;
  /** Of all but `started` and `finished`. */
  readonly participant: Participant | null;
}

/** The kind of participants that are people; the SDK does not name it. */
const STANDARD = 0;

const REPORTS: Readonly<Record<string, RoomReport['kind']>> = {
  room_started: 'started',
  room_finished: 'finished',
  participant_joined: 'joined',
  participant_left: 'left',
  track_published: 'seen',
};

const TRACK_SOURCE = {
  camera: TrackSource.CAMERA,
  microphone: TrackSource.MICROPHONE,
  screen_share: TrackSource.SCREEN_SHARE,
  screen_share_audio: TrackSource.SCREEN_SHARE_AUDIO,
} as const satisfies Record<Source, TrackSource>;

/** Seconds that a call of the server may take. */
const CALL_S = 5;

/** Signs LiveKit access tokens and checks its reports, which needs no network; asks it about rooms, which does. */
@Injectable()
export class LiveKit {
  private readonly rooms: RoomServiceClient | undefined;
  private readonly webhooks: WebhookReceiver;

  constructor(private readonly config: SessionConfig) {
    const { LIVEKIT_API_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = config;
    // Other regions are not tried within a call: the queue tries again, and says so in our logs.
    const options = { requestTimeout: CALL_S, failover: false };
    this.webhooks = new WebhookReceiver(LIVEKIT_API_KEY, LIVEKIT_API_SECRET);
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

  /** Whether there is a server to ask. */
  get isThere(): boolean {
    return this.rooms !== undefined;
  }

  /** Who is in a room now; nobody is in one that is not there. */
  async listParticipants(room: string): Promise<Participant[]> {
    try {
      const found = (await this.rooms?.listParticipants(room)) ?? [];
      return found
        .filter(({ state }) => state === ParticipantInfo_State.ACTIVE)
        .flatMap((participant) => toParticipant(participant) ?? []);
    } catch (error) {
      if (error instanceof ServerError && error.code === 'not_found') return [];
      throw error;
    }
  }

  /**
   * A report of the server; null for one of something else than our rooms and their people.
   *
   * @throws Error unless the server signed it
   */
  async parseWebhook(body: string, authorization: string): Promise<RoomReport | null> {
    const { event, id, createdAt, room, participant } = await this.webhooks.receive(
      body,
      authorization,
    );
    const kind = REPORTS[event];
    const of = roomOf(room?.name ?? '');
    if (!kind || !of || id === '') return null;
    const person = participant ? toParticipant(participant) : null;
    const isOfRoom = kind === 'started' || kind === 'finished';
    if (!isOfRoom && !person) return null;
    const at = new Date(Number(createdAt) * 1_000);
    return { id, room: of, kind, at, participant: isOfRoom ? null : person };
  }

  /** Sends somebody out. Who is not in, or whose room is not there, is not found. */
  async removeParticipant(room: string, userId: string): Promise<'removed' | 'not_found'> {
    if (!this.rooms) return 'not_found';
    try {
      await this.rooms.removeParticipant(room, userId);
      return 'removed';
    } catch (error) {
      if (error instanceof ServerError && error.code === 'not_found') return 'not_found';
      throw error;
    }
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

/** Null for who is none of our people: a recorder, an agent. */
function toParticipant({ kind, identity, sid, ...at }: ParticipantInfo): Participant | null {
  if ((kind as number) !== STANDARD || !Id.safeParse(identity).success) return null;
  const joinedAtMs = Number(at.joinedAtMs) || Number(at.joinedAt) * 1_000;
  return { userId: identity, sid, joinedAt: new Date(joinedAtMs) };
}

/** Why a call failed, in a word: LiveKit's code, or what kept us from asking. */
export function failureOf(error: unknown): string {
  if (error instanceof ServerError) return error.code ?? `status ${error.status}`;
  return error instanceof Error ? error.name : 'unknown';
}
