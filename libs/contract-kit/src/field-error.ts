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

/** The error of an issue of zod: by its code where a `fieldRule` made it, else as zod says it. */
export function issueAsFieldError(
  pointer: string,
  issue: { readonly message: string; readonly params?: Record<string, unknown> | undefined },
): FieldError {
  const { fieldCode, textParams } = (issue.params ?? {}) as {
    fieldCode?: FieldCode;
    textParams?: TextParams;
  };
  return fieldCode
    ? fieldError(pointer, fieldCode, textParams)
    : { pointer, detail: issue.message };
}

/** Replaces `{name}` by its parameter; an unknown name stays visible. */
export function fillText(text: string, params?: TextParams): string {
  if (!params) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
