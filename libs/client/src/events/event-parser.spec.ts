import { describe, expect, it } from 'vitest';
import { EventParser, type RawEvent } from './event-parser.ts';

function parse(...pieces: string[]) {
  const events: RawEvent[] = [];
  const parser = new EventParser('0', (event) => events.push(event));
  for (const piece of pieces) parser.push(piece);
  return { events, retryMs: parser.retryMs };
}

describe('an event stream', () => {
  it('is read as the standard’s examples are', () => {
    const lines = [
      ': test stream',
      '',
      'data: first event',
      'id: 1',
      '',
      'data:second event',
      'id',
    ];
    expect(parse([...lines, '', 'data:  third event', '', ''].join('\n')).events).toEqual([
      { event: 'message', data: 'first event', id: '1' },
      { event: 'message', data: 'second event', id: '' },
      { event: 'message', data: ' third event', id: '' },
    ]);
    expect(parse('data\n\ndata\ndata\n\ndata:').events.map(({ data }) => data)).toEqual(['', '\n']);
    expect(parse('data: YHOO\ndata: +2\ndata: 10\n\n').events[0]!.data).toBe('YHOO\n+2\n10');
  });

  it.each(['\n', '\r\n', '\r'])('may end its lines with %j', (end) => {
    const text = ['event: a', 'data: 1', '', 'data: 2', '', 'data: 3', ''].join(end);
    expect(parse(text).events).toEqual([
      { event: 'a', data: '1', id: '0' },
      { event: 'message', data: '2', id: '0' },
    ]);
  });

  it('may be cut anywhere', () => {
    const text = 'event: a\r\nid: 4\r\ndata: 1:2\r\n\r\ndata: 2\r\n\r\n: end\r\n';
    expect(parse(...text).events).toEqual(parse(text).events);
    expect(parse(text).events).toHaveLength(2);
  });

  it('may say how soon to come back, in digits', () => {
    expect(parse('retry: 250\n').retryMs).toBe(250);
    expect(parse('retry: 2.5\nretry: -1\nretry\n').retryMs).toBeUndefined();
  });

  it('ignores ids with a NUL, and fields that it does not know', () => {
    expect(parse('id: 1\0\nfoo: bar\ndata: x\n\n').events[0]).toEqual({
      event: 'message',
      data: 'x',
      id: '0',
    });
  });
});
