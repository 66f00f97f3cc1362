import { describe, expect, it } from 'vitest';
import { countsLine, secondTries, type VitestReport } from './test-counts.ts';

const report = (more: Partial<VitestReport> = {}): VitestReport => ({
  numPassedTests: 12,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...more,
});
const result = (status: string, ...failureMessages: string[]) => ({
  status,
  fullName: 'a lesson is booked',
  ...{ ancestorTitles: ['a lesson'], title: 'is booked' },
  failureMessages,
});

describe('countsLine', () => {
  it('counts what passed, failed and was skipped', () => {
    expect(countsLine(report(), true)).toBe('12 passed, 0 failed');
    const some = report({ numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 });
    expect(countsLine(some, false)).toBe('12 passed, 2 failed, 2 skipped');
  });

  it('counts a file that did not load, beside the tests that failed', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [result('failed'), result('passed')] },
      { status: 'passed', assertionResults: [result('passed')] },
    ];
    expect(countsLine(report({ numFailedTests: 1, testResults }), false)).toBe(
      '12 passed, 2 failed',
    );
  });

  it('never says that a failed run has no failure', () => {
    expect(countsLine(report(), false)).toBe('12 passed, 1 failed');
    expect(countsLine(undefined, false)).toBe('0 passed, 1 failed');
  });
});

describe('secondTries', () => {
  it('names what failed first and passed then, and nothing else', () => {
    const assertionResults = [
      result('passed', 'Error: interrupted\n  at once.ts:3'),
      result('passed'),
      result('failed', 'Error: broken', 'Error: broken'),
    ];
    const some = report({ testResults: [{ status: 'failed', assertionResults }] });
    expect(secondTries(some)).toEqual([
      'Passed at the second try: a lesson is booked (Error: interrupted)',
    ]);
    expect(secondTries(undefined)).toEqual([]);
  });
});
