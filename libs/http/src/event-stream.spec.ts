import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { newId, platformErrors, type Role } from '@edu/contract-kit';
import { EventStreams } from './event-stream.ts';

const MOST = 5_000;

/** The connection of an open page, as far as a stream writes to it. */
function openPage(): ServerResponse {
  const page = new EventEmitter();
  const ignore = () => undefined;
  return Object.assign(page, {
    ...{ writeHead: ignore, write: ignore, writableLength: 0 },
    end: () => page.emit('close'),
  }) as unknown as ServerResponse;
}

it('what is for a role goes to everybody who has it, and to nobody else', () => {
  const streams = new EventStreams();
  const read = (roles: Role[]) => {
    const texts: string[] = [];
    const page = Object.assign(openPage(), { write: (text: string) => texts.push(text) });
    const actor = { userId: newId(), sessionId: newId(), roles };
    streams.open({ actor, expiresAt: Infinity }, page, {});
    return () => texts.filter((text) => text.startsWith('event: job'));
  };
  const [admin, both] = [read(['admin']), read(['tutor', 'admin'])];
  const [support, nobody] = [read(['support']), read([])];
  streams.sendToRole('admin', 'job', { percent: 40 });
  expect(admin()).toEqual(['event: job\ndata: {"percent":40}\n\n']);
  expect(both()).toEqual(admin());
  expect([...support(), ...nobody()]).toEqual([]);
  streams.close();
});

it('a process carries 5000 streams, refuses the next, and takes one again for each that ends', () => {
  const streams = new EventStreams();
  const open = () => {
    const page = openPage();
    const actor = { userId: newId(), sessionId: newId(), roles: [] };
    streams.checkRoom(actor.userId);
    streams.open({ actor, expiresAt: Infinity }, page, {});
    return page;
  };
  const pages = Array.from({ length: MOST }, open);
  const unavailable = expect.objectContaining({ code: platformErrors.unavailable.code }) as Error;
  expect(open).toThrow(unavailable);
  pages[0]!.end();
  open();
  expect(open).toThrow(unavailable);
  streams.close();
});
