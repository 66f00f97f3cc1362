import { describe, expect, it } from 'vitest';
import { platformErrors } from '@edu/contract-kit';
import { versionsIn, versionTag } from './version-tag.ts';

describe('an If-Match', () => {
  it.each([
    [undefined, undefined],
    ['*', undefined],
    [' * ', undefined],
    ['"3"', [3]],
    ['"3" , "12"', [3, 12]],
    [versionTag(7), [7]],
  ])('%s names %j', (header, versions) => {
    expect(versionsIn(header)).toEqual(versions);
  });

  it.each([
    '',
    '3',
    '"3',
    '"0"',
    '"03"',
    '"3.0"',
    '"-1"',
    '"a"',
    'W/"3"',
    '"3",',
    '"3" "4"',
    '*,"3"',
  ])('%s is refused', (header) => {
    expect(() => versionsIn(header)).toThrow(
      expect.objectContaining({
        code: platformErrors.invalidInput.code,
        errors: [expect.objectContaining({ pointer: '/If-Match', code: 'if_match' })],
      }),
    );
  });

  it('is refused with more tags than anybody has seen', () => {
    expect(() => versionsIn(Array(11).fill('"1"').join())).toThrow();
  });
});
