import { expect, it } from 'vitest';
import { withValues } from './pgbench.ts';

it('gives each parameter a variable, and writes null where the planner must see it', () => {
  const statement = { text: 'SELECT $1::int, $2::text, $1 + $3::jsonb' };
  expect(withValues(statement, [7, null, { a: [1] }], 'x')).toEqual({
    sql: 'SELECT :x_1::int, NULL::text, :x_1 + :x_3::jsonb;\n',
    variables: { x_1: '7', x_3: '{"a":[1]}' },
  });
});

it('does not take $11 for $1', () => {
  const values = Array.from({ length: 11 }, (_, index) => `v${index + 1}`);
  expect(withValues({ text: 'SELECT $11' }, values, 'x').variables).toEqual({
    x_11: 'v11',
  });
});
