import { describe, expect, it } from 'vitest';
import { safeText } from './safe-text.ts';

const ID = '01930d2c-6f3a-7c1e-8a54-2f7e9d3b1c00';

describe('safeText', () => {
  it.each([
    ['Key (email)=(awa@example.ci) already exists.', 'awa'],
    ['invalid input syntax for type uuid: "Koné"', 'Koné'],
    [`Unexpected token 'h', "hunter2..." is not valid JSON`, 'hunter2'],
    ["Invalid value 'Awa Koné' for argument", 'Awa'],
    ['connect to postgres://booking:s3cret@db:5432/edu?user=x failed', 's3cret'],
    ['GET https://api.example.com/users/awa?code=918273 failed', '918273'],
    ['550 5.1.1 <awa.kone@example.ci>: no such user', 'awa.kone'],
    ['+2250701020304 is not a valid number', '0701020304'],
    ['The number +225 07 01 02 03 04 is unreachable', '01 02 03'],
    ['card 4242 4242 4242 4242 was declined', '4242'],
    ['header was Bearer abc.def', 'abc'],
    ['password=hunter2 in a query', 'hunter2'],
    ['code: 482913', '482913'],
    ['your code is 482913', '482913'],
    ['eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl expired', 'eyJ'],
    ['No such key: sk_test_4eC39HqLyjWDarjtT1zdp7dc', '4eC39'],
    ['client secret pi_3Mt_secret_YrKJUKribcBjcG8HVhfZluoGH', 'YrKJ'],
    ['secret 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b', '9f86d'],
  ])('takes the value out of: %s', (text, value) => {
    expect(safeText(text)).not.toContain(value);
  });

  it.each([
    `payment ${ID} is still open`,
    'Unique constraint failed on the fields: (`email`)',
    'connect ECONNREFUSED 127.0.0.1:5432',
    'canceling statement due to statement timeout',
    'evt.availability.changed.v1 was not published',
    'no such refund: re_3MtwBwLkdIwHu7ix28a3tqPa',
    'took 15000 ms',
  ])('keeps what helps: %s', (text) => {
    expect(safeText(text)).toBe(text);
  });

  it('keeps the reason where a library prints the whole call', () => {
    const text =
      '\nInvalid `prisma.user.create()`:\n\n{ name: "Awa" }\n\nArgument `name` is missing.';
    expect(safeText(text)).toBe('Argument `name` is missing.');
  });

  it('is one line, and not a long one', () => {
    expect(safeText('a\nb\u0000\n')).not.toContain('\n');
    expect(safeText('word '.repeat(500)).length).toBeLessThan(310);
  });

  it('takes less than a second for long hostile texts', () => {
    const from = process.cpuUsage();
    for (const part of ['"', "'", '=(', '1 ', 'a.', '@', 'a-', 'key='])
      safeText(part.repeat(20_000));
    const { user, system } = process.cpuUsage(from);
    expect((user + system) / 1_000).toBeLessThan(1_000);
  });
});
