import { ApiError } from '@edu/client';
import { describe, expect, it } from 'vitest';
import { errorReport } from './error-report.ts';

function failed(error: Error, stack: string): Error {
  error.stack = stack;
  return error;
}

describe('errorReport', () => {
  it('keeps the name and the place in our scripts, as browsers write it', () => {
    const chromium = failed(
      new TypeError('Awa is not a function'),
      'TypeError: Awa is not a function\n    at e (https://educonnect.app/assets/book-Bx_K3.js:3:1204)\n    at https://educonnect.app/assets/shell-0a1b.js:1:9',
    );
    const others = failed(
      new TypeError('Awa is not a function'),
      'e@https://educonnect.app/assets/book-Bx_K3.js:3:1204\n@https://educonnect.app/assets/shell-0a1b.js:1:9',
    );
    for (const error of [chromium, others]) {
      expect(errorReport(error, '/book')).toEqual({
        kind: 'error',
        name: 'TypeError',
        route: '/book',
        script: 'book-Bx_K3.js',
        line: 3,
        column: 1204,
      });
    }
  });

  it('takes the place of a script that cannot be read from the browser', () => {
    const error = failed(new SyntaxError('Unexpected token'), 'SyntaxError: Unexpected token');
    const at = 'https://educonnect.app/assets/book-0a1b.js:1:20';
    expect(errorReport(error, '/book', at)).toMatchObject({ script: 'book-0a1b.js', line: 1 });
  });

  it('keeps no place outside our scripts', () => {
    const error = failed(new Error('x'), 'Error: x\n    at chrome-extension://abc/content.js:1:2');
    expect(errorReport(error, '/', 'https://educonnect.app/fr?q=awa:1:1')).toEqual({
      kind: 'error',
      name: 'Error',
      route: '/',
    });
  });

  it.each([
    ['of the API', new ApiError(new Response(null, { status: 404 }), { title: 'Awa' }), 'ApiError'],
    ['that is a text', 'Awa failed', 'other'],
    ['that is nothing', undefined, 'other'],
    ['with a sentence for its name', Object.assign(new Error(), { name: 'Awa failed' }), 'other'],
    ['with a long name', Object.assign(new Error(), { name: 'E'.repeat(61) }), 'other'],
  ])('names an error %s', (_what, error, name) => {
    expect(errorReport(error, '/')).toMatchObject({ name });
    expect(JSON.stringify(errorReport(error, '/'))).not.toContain('Awa');
  });
});
