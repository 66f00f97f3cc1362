import {
  fieldError,
  platformErrors,
  type FieldCode,
  type FieldError,
  type Locale,
} from '@edu/contract-kit';
import { translateField } from '@edu/i18n';

/** A 400 about one place of the request. @param pointer into the input; a header by its name */
export function badField(pointer: string, code: FieldCode, cause?: unknown) {
  return platformErrors.invalidInput({
    errors: [fieldError(pointer, code)],
    ...(cause !== undefined && { cause }),
  });
}

/** As the reader gets it: with its detail in their language. */
export function localFieldError(error: FieldError, locale: Locale) {
  const { pointer, code, params } = error;
  return { pointer, code, detail: translateField(locale, error), ...(params && { params }) };
}
