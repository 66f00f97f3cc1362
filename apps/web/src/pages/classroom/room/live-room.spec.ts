import { ConnectionQuality, ConnectionState, DisconnectReason } from 'livekit-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveRoom } from './live-room.ts';
import { TestRoom } from './room.harness.ts';

let room: TestRoom;
let live: LiveRoom;

async function enter(lowData = false, withCamera = true): Promise<void> {
  live = new LiveRoom({ lowData }, room.asRoom());
  await live.enter('wss://rtc.test', 'token', withCamera);
}

beforeEach(() => {
  vi.useFakeTimers();
  room = new TestRoom();
});
afterEach(() => {
  room.emit('disconnected', DisconnectReason.CLIENT_INITIATED);
  vi.useRealTimers();
});

describe('over a poor connection', () => {
  beforeEach(async () => {
    await enter();
    room.welcome();
    room.rate(ConnectionQuality.Good);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(live.state()).toMatchObject({ audioOnly: false, camera: { on: true } });
    expect(live.state().other!.camera).toBe(room.camera.track);
    room.rate(ConnectionQuality.Poor);
    await vi.advanceTimersByTimeAsync(10_000);
  });

  it('video goes both ways no more, and speech does', () => {
    expect(live.state()).toMatchObject({
      audioOnly: 'weak',
      quality: 'poor',
      camera: { on: false },
      microphone: { on: true },
      other: { showsVideo: true, camera: undefined },
    });
    expect(room.camera.isDesired).toBe(false);
  });

  it('it comes back when somebody wants it, and is left alone for a minute', async () => {
    live.showVideo(true);
    await vi.advanceTimersByTimeAsync(50_000);
    expect(room.camera.isDesired).toBe(true);
    expect(live.state()).toMatchObject({ audioOnly: false, camera: { on: false } });
    await vi.advanceTimersByTimeAsync(15_000);
    expect(live.state().audioOnly).toBe('weak');
  });
});

it('takes no video from the start where little data is wanted', async () => {
  room.welcome();
  await enter(true, false);
  expect(live.state()).toMatchObject({ audioOnly: 'chosen', other: { camera: undefined } });
  expect(room.camera.isDesired).toBe(false);
});

it('lets somebody in whose microphone is refused', async () => {
  room.localParticipant.setMicrophoneEnabled = () =>
    Promise.reject(new DOMException('refused', 'NotAllowedError'));
  await enter(false, false);
  const microphone = { on: false, busy: false, problem: 'refused' };
  expect(live.state()).toMatchObject({ phase: 'connected', microphone });
});

it('shows a raised hand to whoever comes in later', async () => {
  await enter();
  live.raiseHand(true);
  room.welcome();
  const raised = { kind: 'hand', up: true };
  expect(room.sent).toEqual([raised, raised]);
});

it('shows what the other writes, and drops what is no message', async () => {
  await enter();
  room.welcome();
  await live.write('  Bonjour  ');
  const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  room.emit('dataReceived', bytes({ kind: 'chat', text: 'Bonsoir' }), {});
  room.emit('dataReceived', bytes({ kind: 'chat', text: 7 }), {});
  room.emit('dataReceived', bytes({ kind: 'hand', up: true }), {});
  expect(live.state().chat).toMatchObject([
    { own: true, text: 'Bonjour' },
    { own: false, text: 'Bonsoir' },
  ]);
  expect(live.state().other!.handUp).toBe(true);
});

it('says that it reconnects, and why a visit has ended', async () => {
  await enter();
  room.state = ConnectionState.Reconnecting;
  room.emit('connectionStateChanged');
  expect(live.state().phase).toBe('reconnecting');
  room.emit('disconnected', DisconnectReason.ROOM_DELETED);
  expect(live.state()).toMatchObject({ phase: 'ended', ending: 'closed' });
});

it('says when the server cannot be reached', async () => {
  room.connect = () => {
    room.emit('disconnected', DisconnectReason.JOIN_FAILURE);
    return Promise.reject(new Error('refused'));
  };
  await enter();
  expect(live.state()).toMatchObject({ phase: 'unreachable', ending: undefined });
});

it('goes out again while it still tries to come in', async () => {
  const connecting = Promise.withResolvers<void>();
  room.connect = () => connecting.promise;
  room.disconnect = async () => connecting.reject(new Error('canceled'));
  const entering = enter();
  await live.leave();
  await entering;
  expect(live.state()).toMatchObject({ phase: 'ended', ending: 'left' });
});
