import { FIELD_TEXTS, type FieldCode } from './field-texts.ts';

/** Values for `{name}` in a text. They are sent to clients: never secrets or personal data. */
export type TextParams = Readonly<Record<string, string | number>>;

/** A bad field: `pointer` is an RFC 6901 JSON pointer into the request. */
export interface FieldError {
  readonly pointer: string;
  /** English where there is a code; the edge answers in the reader's language. */
  readonly detail: string;
  readonly code?: FieldCode;
  readonly params?: TextParams;
}

/** A bad field, by the code of what is wrong with it. */
export function fieldError(pointer: string, code: FieldCode, params?: TextParams): FieldError {
  const detail = fillText(FIELD_TEXTS[code], params);
  return { pointer, detail, code, ...(params && { params }) };
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
  /** Of a size: what is too small or too big, and the limit. */
  readonly origin?: string | undefined;
  readonly minimum?: number | bigint | undefined;
  readonly maximum?: number | bigint | undefined;
}

/** The error of an issue of zod: by its code where a rule made it or a size is wrong, else as zod says it. */
export function issueAsFieldError(pointer: string, issue: Issue): FieldError {
  const { fieldCode, textParams } = (issue.params ?? {}) as {
    fieldCode?: FieldCode;
    textParams?: TextParams;
  };
  if (fieldCode) return fieldError(pointer, fieldCode, textParams);
  const ofFormat = issue.code === 'invalid_format' && CODES.get(issue.message as never);
  if (ofFormat) return fieldError(pointer, ofFormat);
  return sizeError(pointer, issue) ?? { pointer, detail: issue.message };
}

/** Texts by their characters, lists by what they hold. */
function sizeError(pointer: string, issue: Issue): FieldError | undefined {
  const { code, origin, minimum, maximum } = issue;
  const isText = origin === 'string';
  if (!isText && origin !== 'array') return undefined;
  if (code === 'too_small') {
    const min = Number(minimum);
    if (isText && min === 1) return fieldError(pointer, 'missing');
    return fieldError(pointer, isText ? 'too_short' : 'too_few', { min });
  }
  if (code !== 'too_big') return undefined;
  return fieldError(pointer, isText ? 'too_long' : 'too_many', { max: Number(maximum) });
}

/** Replaces `{name}` by its parameter; an unknown name stays visible. */
export function fillText(text: string, params?: TextParams): string {
  if (!params) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
