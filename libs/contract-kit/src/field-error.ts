import { FIELD_TEXTS, type FieldCode } from './field-texts.ts';

/** Values for `{name}` in a text. They are sent to clients: never secrets or personal data. */
export type TextParams = Readonly<Record<string, string | number>>;

/** A bad field: `pointer` is an RFC 6901 JSON pointer into the request. */
export interface FieldError {
  readonly pointer: string;
  /** What is wrong, for programs: stable. */
  readonly code: FieldCode;
  /** English; the edge answers in the reader's language. */
  readonly detail: string;
  /** What the detail is filled with: limits, names. */
  readonly params?: TextParams;
}

/** A bad field, by the code of what is wrong with it. */
export function fieldError(pointer: string, code: FieldCode, params?: TextParams): FieldError {
  const detail = fillText(FIELD_TEXTS[code], params);
  return { pointer, code, detail, ...(params && { params }) };
}

/**
 * What a refinement of zod says when it fails: English for whoever reads the issue, and the code by
 * which the edge finds the text in the reader's language.
 *
 * @example z.string().refine(isTimeZone, fieldRule('unknown_time_zone'))
 */
export function fieldRule(code: FieldCode, params?: TextParams) {
  const message = fillText(FIELD_TEXTS[code], params);
  return { message, params: { fieldCode: code, ...(params && { textParams: params }) } };
}

/**
 * The same for a pattern, of whose check zod hands on nothing but the message.
 *
 * @example z.string().regex(/^\d{6}$/, formatRule('bad_code'))
 */
export const formatRule = (code: FieldCode): string => FIELD_TEXTS[code];

const CODES = new Map(
  Object.entries(FIELD_TEXTS).map(([code, text]) => [text, code as FieldCode] as const),
);

/** What is read of an issue of zod. */
interface Issue {
  readonly code?: string | undefined;
  readonly message: string;
  readonly params?: Record<string, unknown> | undefined;
  /** There when zod was asked for it (`reportInput`). */
  readonly input?: unknown;
  /** Of a size: what is too small or too big, and the limit. */
  readonly origin?: string | undefined;
  readonly minimum?: number | bigint | undefined;
  readonly maximum?: number | bigint | undefined;
  readonly expected?: string | undefined;
  readonly values?: readonly unknown[] | undefined;
  readonly divisor?: number | undefined;
}

/** The error of an issue of zod, by the code of the rule that made it or of what zod found. */
export function issueAsFieldError(pointer: string, issue: Issue): FieldError {
  const { fieldCode, textParams } = (issue.params ?? {}) as {
    fieldCode?: FieldCode;
    textParams?: TextParams;
  };
  if (fieldCode) return fieldError(pointer, fieldCode, textParams);
  if ('input' in issue && issue.input === undefined) return fieldError(pointer, 'missing');
  switch (issue.code) {
    case 'invalid_format':
      return fieldError(pointer, CODES.get(issue.message as never) ?? 'bad_format');
    case 'invalid_type':
      // A number, but none of those that are counted.
      if (issue.expected === 'int') return fieldError(pointer, 'not_whole');
      return fieldError(pointer, 'wrong_type', { expected: issue.expected ?? '' });
    case 'invalid_value':
      return fieldError(pointer, 'not_one_of', { values: (issue.values ?? []).join(', ') });
    case 'unrecognized_keys':
      return fieldError(pointer, 'unknown_field');
    case 'not_multiple_of':
      return fieldError(pointer, 'not_multiple_of', { of: issue.divisor ?? 1 });
    case 'too_small':
      return tooSmall(pointer, issue.origin ?? '', Number(issue.minimum));
    case 'too_big':
      return fieldError(pointer, OVER[issue.origin ?? ''] ?? 'too_big', {
        max: Number(issue.maximum),
      });
    default:
      return fieldError(pointer, 'invalid');
  }
}

/** Texts are long by their characters, lists by what they hold; all else is a number. */
const OVER: Readonly<Record<string, FieldCode>> = { string: 'too_long', array: 'too_many' };
const UNDER: Readonly<Record<string, FieldCode>> = { string: 'too_short', array: 'too_few' };

function tooSmall(pointer: string, origin: string, min: number): FieldError {
  if (origin === 'string' && min === 1) return fieldError(pointer, 'missing');
  return fieldError(pointer, UNDER[origin] ?? 'too_small', { min });
}

/** Replaces `{name}` by its parameter; an unknown name stays visible. */
export function fillText(text: string, params?: TextParams): string {
  if (!params) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
