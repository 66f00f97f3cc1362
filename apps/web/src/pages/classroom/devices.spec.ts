import { expect, it } from 'vitest';
import { deviceProblem, endingOf, networkGrade } from './devices.ts';

it.each([
  ['NotAllowedError', 'refused'],
  ['NotFoundError', 'absent'],
  ['OverconstrainedError', 'absent'],
  ['NotReadableError', 'busy'],
  ['AbortError', 'busy'],
  ['TypeError', 'unsupported'],
])('%s of a device means: %s', (name, problem) => {
  expect(deviceProblem(Object.assign(new Error(), { name }))).toBe(problem);
});

it('has words for a browser without devices at all', () => {
  expect(deviceProblem(undefined)).toBe('unsupported');
});

it.each([
  [[900, 80, 90, 70], 'good'],
  [[80, 500, 700, 90], 'slow'],
  [[80, Infinity, Infinity, 90], 'bad'],
  [[1_200], 'bad'],
  [[], 'bad'],
] as const)('requests that took %j ms are a connection that is %s', (took, grade) => {
  expect(networkGrade(took)).toBe(grade);
});

it.each([
  ['CLIENT_INITIATED', 'left'],
  ['DUPLICATE_IDENTITY', 'elsewhere'],
  ['ROOM_DELETED', 'closed'],
  ['SIGNAL_CLOSE', 'lost'],
  [undefined, 'lost'],
])('%s ends a visit as: %s', (reason, ending) => expect(endingOf(reason)).toBe(ending));
