import { beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetKept, keepAnswer, keptAnswer, keptAnswers } from './kept-answers.ts';

class Storage {
  readonly items = new Map<string, string>();
  constructor(readonly max = Infinity) {}
  getItem = (name: string) => this.items.get(name) ?? null;
  removeItem = (name: string) => void this.items.delete(name);
  setItem(name: string, text: string): void {
    if (text.length > this.max) throw new DOMException('full', 'QuotaExceededError');
    this.items.set(name, text);
  }
}

beforeEach(() => {
  vi.stubGlobal('localStorage', new Storage());
});

describe('answers that are kept', () => {
  it('are the newest of their names, with their time', () => {
    keepAnswer('lesson 1', { state: 'pending' }, 1);
    keepAnswer('lesson 1', { state: 'confirmed' }, 2);
    expect(keptAnswer('lesson 1')).toEqual({ at: 2, data: { state: 'confirmed' } });
    expect(keptAnswer('lesson 2')).toBeUndefined();
  });

  it('are found by how their names begin', () => {
    keepAnswer('lessons learner', 1, 1);
    keepAnswer('lesson 1', 2, 1);
    expect(keptAnswers('lessons ')).toEqual([{ at: 1, data: 1 }]);
  });

  it('are thirty at most, the newest', () => {
    for (let at = 0; at < 40; at++) keepAnswer(`lesson ${at}`, at, at);
    expect(keptAnswers('lesson ')).toHaveLength(30);
    expect(keptAnswer('lesson 9')).toBeUndefined();
    expect(keptAnswer('lesson 10')).toBeDefined();
  });

  it('make room for a newer one where there is little', () => {
    vi.stubGlobal('localStorage', new Storage(200));
    keepAnswer('lesson 1', 'x'.repeat(100), 1);
    keepAnswer('lesson 2', 'x'.repeat(100), 2);
    expect(keptAnswer('lesson 1')).toBeUndefined();
    expect(keptAnswer('lesson 2')).toBeDefined();
  });

  it('are given up when they alone are too large', () => {
    vi.stubGlobal('localStorage', new Storage(50));
    keepAnswer('lesson 1', 'x'.repeat(100), 1);
    expect(keptAnswer('lesson 1')).toBeUndefined();
  });

  it('are gone when they are forgotten', () => {
    keepAnswer('lesson 1', 1, 1);
    forgetKept();
    expect(keptAnswers('')).toEqual([]);
  });

  it('are none where storage is blocked or holds something else', () => {
    vi.stubGlobal('localStorage', undefined);
    keepAnswer('lesson 1', 1, 1);
    expect(keptAnswer('lesson 1')).toBeUndefined();
    vi.stubGlobal('localStorage', new Storage());
    localStorage.setItem('edu.kept', 'null');
    expect(keptAnswers('')).toEqual([]);
  });
});
