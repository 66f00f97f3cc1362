import { platformErrors, type FieldError, type Locale, type LocalText } from '@edu/contract-kit';

/** What the edge itself finds wrong with a request, beside what schemas find. */
const TEXTS = {
  from_path: { en: 'comes from the path', fr: 'vient du chemin' },
  body_not_object: {
    en: 'the body must be a JSON object',
    fr: 'le corps doit être un objet JSON',
  },
  name_not_allowed: { en: 'this name is not allowed', fr: 'ce nom n’est pas autorisé' },
  not_storable: {
    en: 'NUL characters and lone surrogates are not allowed',
    fr: 'les caractères NUL et les demi-codets isolés ne sont pas autorisés',
  },
  not_utf8: { en: 'is not UTF-8', fr: 'n’est pas en UTF-8' },
  undecodable: {
    en: 'the address cannot be decoded',
    fr: 'l’adresse ne peut pas être décodée',
  },
  idempotency_key: {
    en: '1 to 255 visible ASCII characters',
    fr: '1 à 255 caractères ASCII visibles',
  },
  missing: { en: 'is missing', fr: 'manque' },
  sent_twice: { en: 'must be sent once', fr: 'ne doit être envoyé qu’une fois' },
} satisfies Readonly<Record<string, LocalText>>;

type FieldErrorCode = keyof typeof TEXTS;

/** A 400 about one place of the request. @param pointer into the input; a header by its name */
export function badField(pointer: string, code: FieldErrorCode, cause?: unknown) {
  return platformErrors.invalidInput({
    errors: [{ pointer, detail: TEXTS[code].en, code }],
    ...(cause !== undefined && { cause }),
  });
}

/** As the reader gets it: in its language when the edge has a text of that code. */
export function localFieldError({ pointer, detail, code }: FieldError, locale: Locale): FieldError {
  const text = TEXTS[code as FieldErrorCode] as LocalText | undefined;
  return { pointer, detail: text?.[locale] ?? detail };
}
