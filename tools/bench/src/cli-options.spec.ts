import { describe, expect, it } from 'vitest';
import { HELP, parseCli } from './cli-options.ts';

it('measures everything with 100 000 listings by default', () => {
  expect(parseCli([])).toMatchObject({
    command: 'run',
    listings: 100_000,
    repeats: 3,
    floors: true,
    telemetry: 'off',
  });
});

it('is quick with fewer of everything', () => {
  expect(parseCli(['--quick'])).toMatchObject({ listings: 10_000, seconds: 5, repeats: 1 });
  expect(parseCli(['--quick', '--scale', '1m'])).toMatchObject({ listings: 1_000_000 });
});

it('parses its commands', () => {
  expect(parseCli(['compare', 'a.json', 'b.json'])).toEqual({
    command: 'compare',
    before: 'a.json',
    after: 'b.json',
  });
  expect(parseCli(['web'])).toEqual({ command: 'web' });
  expect(parseCli(['web', '--lighthouse'])).toEqual({ command: 'lighthouse' });
  expect(parseCli(['--growth'])).toMatchObject({ command: 'growth' });
  expect(parseCli(['throughput', '--quick'])).toMatchObject({ command: 'throughput', seconds: 5 });
  expect(parseCli(['throughput'])).toMatchObject({ command: 'throughput', seconds: 10 });
  expect(parseCli(['--help', '--only', 'nothing'])).toEqual({ command: 'help' });
});

describe('a wrong option is named', () => {
  it.each([
    [['--only', 'search,serach'], "there is no scenario 'serach'"],
    [['throughput', '--only', 'login'], 'throughput is of booking and webhook, not of login'],
    [['--scale', '5k'], "--scale is '5k', not 10k, 100k or 1m"],
    [['--seconds', '0'], "--seconds is '0', not a whole number from 1 to 600"],
    [['--telemetry', 'on'], "--telemetry is 'on', not off, unsampled, sampled"],
    [['compare', 'a.json'], 'compare takes two files'],
    [['start'], "'start' is no command"],
    [['--fast'], "Unknown option '--fast'"],
  ])('%j', (args, message) => {
    expect(() => parseCli(args)).toThrow(message);
  });
});

it('explains every option that it takes', () => {
  for (const option of [
    'only',
    'scale',
    'seconds',
    'warmup',
    'repeats',
    'seed',
    'telemetry',
    'lighthouse',
    'json',
  ]) {
    expect(HELP).toContain(`--${option}`);
  }
});
