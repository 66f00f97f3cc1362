import { describe, expect, expectTypeOf, it } from 'vitest';
import { statement, type ValuesOf } from './statement.ts';

describe('a statement with named parameters', () => {
  it('is sent with one position per name, each cast to its type', () => {
    const find = statement(
      { learner: 'uuid', kinds: 'text[]', until: 'timestamptz?' },
      'SELECT :until FROM booking WHERE learner_id = :learner AND kind = ANY (:kinds) OR :learner IS NULL',
    );
    expect(find.text).toBe(
      'SELECT $3::timestamptz FROM booking WHERE learner_id = $1::uuid AND kind = ANY ($2::text[]) OR $1::uuid IS NULL',
    );
    expect(find.positions).toEqual(['learner', 'kinds', 'until']);
    expect(find.bind({ learner: 'l', kinds: ['a'], until: null })).toEqual(['l', ['a'], null]);
  });

  it.each([
    ['a cast', 'SELECT :id::text, now()::date', 'SELECT $1::uuid::text, now()::date'],
    ['a string', `SELECT ':id', 'it''s :id', :id`, `SELECT ':id', 'it''s :id', $1::uuid`],
    ['an escaped string', `SELECT E'\\':id', :id`, `SELECT E'\\':id', $1::uuid`],
    ['a name in quotes', 'SELECT ":id", :id', 'SELECT ":id", $1::uuid'],
    ['a comment', 'SELECT :id -- :id\n/* :id\n:x */', 'SELECT $1::uuid -- :id\n/* :id\n:x */'],
    ['dollar quotes', 'DO $a$ :id $$ :x $a$ :id', 'DO $a$ :id $$ :x $a$ $1::uuid'],
    ['dollar quotes without a tag', 'DO $$ :x $$ :id', 'DO $$ :x $$ $1::uuid'],
    ['a slice of an array', 'SELECT (days)[1:2], :id', 'SELECT (days)[1:2], $1::uuid'],
  ])('leaves %s alone', (_what, sql, text) => {
    expect(statement({ id: 'uuid' }, sql).text).toBe(text);
  });

  it('throws when it is made with a parameter that is used but not declared', () => {
    expect(() => statement({ id: 'uuid' }, 'SELECT :id, :other')).toThrow(
      ':other is not declared, in SELECT :id, :other',
    );
    expect(() => statement({}, 'SELECT :constructor')).toThrow(':constructor is not declared');
  });

  it('throws when it is made with a parameter that is declared but not used', () => {
    expect(() => statement({ id: 'uuid', from: 'date', to: 'date' }, 'SELECT :id')).toThrow(
      ':from, :to is not used, in SELECT :id',
    );
  });

  it('has another name when its text changes, and the same when only names change', () => {
    const nameOf = (sql: string) => statement({ id: 'uuid' }, sql).name;
    expect(nameOf('SELECT :id')).not.toBe(nameOf('SELECT :id AS id'));
    expect(statement({ no: 'uuid' }, 'SELECT :no').name).toBe(nameOf('SELECT :id'));
  });

  it('types its values by what is declared', () => {
    const insert = statement(
      { id: 'uuid', price: 'int', note: 'text?', tags: 'text[]', at: 'timestamptz' },
      'SELECT :id, :price, :note, :tags, :at',
    );
    expectTypeOf(insert.bind).parameter(0).toEqualTypeOf<{
      readonly id: string;
      readonly price: number;
      readonly note: string | null;
      readonly tags: readonly string[];
      readonly at: Date | string;
    }>();
    expectTypeOf<ValuesOf<{ none: 'int[]?' }>>().toEqualTypeOf<{
      readonly none: readonly number[] | null;
    }>();
  });
});
