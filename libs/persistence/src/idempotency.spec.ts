import { newId, openEnum, platformErrors, defineRpc, type Actor } from '@edu/contract-kit';
import { Call } from '@edu/messaging';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { idempotencyScope, replay, storable } from './idempotency.ts';

const make = defineRpc('rpc.test.make.v1', {
  summary: 'Makes a thing',
  access: 'user',
  idempotent: true,
  input: z.strictObject({ name: z.string() }),
  output: z.object({
    id: z.string(),
    state: openEnum(['made'], { id: 'ThingState', description: 'How it is.' }),
    colour: z.string().default('grey'),
  }),
});
const actor: Actor = { userId: newId(), sessionId: newId(), roles: ['student'], locale: 'fr' };
const calling = () => new Call({ actor, idempotencyKey: 'a key' });
const scopeOf = (name = 'x') => idempotencyScope(make, calling(), { name });
const thing = { id: '1', state: 'made' as const, colour: 'red' };
const storedOf = (response: unknown) => ({ request_hash: scopeOf().requestHash, response });

describe('what is stored', () => {
  it('is what the contract declares', () => {
    expect(JSON.parse(storable(scopeOf(), { ...thing, row: 'of a table' } as never))).toEqual(
      thing,
    );
  });

  it('may be a part of it', () => {
    const part = make.output.pick({ id: true });
    const scope = idempotencyScope(make, calling(), { name: 'x' }, part);
    expect(JSON.parse(storable(scope, thing))).toEqual({ id: '1' });
  });

  it('is refused when it is no answer', () => {
    expect(() => storable(scopeOf(), { ...thing, state: 'half made' } as never)).toThrow(
      z.ZodError,
    );
  });
});

describe('what is given again', () => {
  const again = (response: unknown, name?: string) => {
    const call = calling();
    return { call, give: () => replay(storedOf(response), scopeOf(name), call) };
  };

  it('is the answer, which says so', () => {
    const { call, give } = again(thing);
    expect(give()).toEqual(thing);
    expect(call.replayed).toBe(true);
  });

  it('has what a release since then has added, where that has a default', () => {
    expect(again({ id: '1', state: 'made' }).give()).toEqual({ ...thing, colour: 'grey' });
  });

  it('may be of a later release, and no more than this one declares', () => {
    const later = { ...thing, state: 'painted', size: 3 };
    expect(again(later).give()).toEqual({ ...thing, state: 'painted' });
  });

  it('is refused as outdated when it is no answer any more', () => {
    const { call, give } = again({ state: 'made' });
    expect(give).toThrow(
      expect.objectContaining({ code: platformErrors.idempotencyAnswerOutdated.code }),
    );
    expect(call.replayed).toBe(false);
  });

  it('is refused to another request', () => {
    expect(again(thing, 'y').give).toThrow(
      expect.objectContaining({ code: platformErrors.idempotencyKeyReused.code }),
    );
  });
});
