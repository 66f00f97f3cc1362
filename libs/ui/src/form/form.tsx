import { createContext, use, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { ApiError, type ErrorCode, type FieldRules } from '@edu/client';
import { ErrorNotice } from '../error-notice.tsx';
import { useTexts } from '../texts.tsx';

interface FormState {
  /** What is wrong, by the fields' names. */
  readonly errors: Readonly<Record<string, string>>;
  readonly pending: boolean;
}

const FormContext = createContext<FormState>({ errors: {}, pending: false });

export const useFormState = (): FormState => use(FormContext);

/** What is wrong with a field, or with a part of it: an item of a list, say. */
export const useFieldError = (name: string): string | undefined =>
  errorAt(name, useFormState().errors);

interface FormProps {
  readonly children: ReactNode;
  /** Sends it. What it throws is shown: at the fields that it names, or else above the buttons. */
  readonly onSubmit: (values: FormData) => Promise<void>;
  /** The field that a problem is about which names none itself. */
  readonly fieldOf?: Readonly<Partial<Record<ErrorCode, FieldRules>>>;
  readonly className?: string;
}

/**
 * A form that sends once, however often its button is pressed, and keeps what was typed when that
 * fails. Fields stand in it by their names: a problem's pointer `/email` belongs to the field `email`.
 */
export function Form({ children, onSubmit, fieldOf = {}, className = 'form' }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const busy = useRef(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>();
  const t = useTexts();
  const errors = error instanceof ApiError ? byField(error, fieldOf) : {};
  const names = [...(form.current?.elements ?? [])].map((field) => field.getAttribute('name'));
  const shown = Object.keys(errors).filter((at) => names.some((name) => name && isAt(name, at)));
  const areAllShown = shown.length > 0 && shown.length === Object.keys(errors).length;

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // React has not drawn the disabled button yet when a second press comes.
    if (busy.current) return;
    busy.current = true;
    setPending(true);
    setError(undefined);
    try {
      await onSubmit(new FormData(event.currentTarget));
    } catch (failure) {
      setError(failure);
      requestAnimationFrame(() => focusFirstWrong(form.current));
    } finally {
      busy.current = false;
      setPending(false);
    }
  };
  return (
    <FormContext value={{ errors, pending }}>
      <form ref={form} className={className} onSubmit={(event) => void submit(event)}>
        {children}
        {error !== undefined && !areAllShown && <ErrorNotice error={error} />}
        <p className="visually-hidden" role="status">
          {pending ? t('site.loading') : ''}
        </p>
      </form>
    </FormContext>
  );
}

/** What stands in a field; empty where there is none of this name. */
export function fieldText(values: FormData, { name }: FieldRules): string {
  const value = values.get(name);
  return typeof value === 'string' ? value : '';
}

type Said = Pick<ApiError, 'errors' | 'code' | 'title' | 'detail'>;

/** Details of a problem by the names of the fields: `/payer/phone` is `payer.phone`. */
export function byField(
  { errors, code, title, detail }: Said,
  fieldOf: Readonly<Record<string, FieldRules>> = {},
): Record<string, string> {
  const { [code]: field } = fieldOf;
  if (field) return { [field.name]: detail ? `${title}. ${detail}` : title };
  return Object.fromEntries(
    errors.map((error) => [error.pointer.slice(1).replaceAll('/', '.'), error.detail]),
  );
}

const isAt = (name: string, at: string): boolean => at === name || at.startsWith(`${name}.`);

function errorAt(name: string, errors: FormState['errors']): string | undefined {
  const at = Object.keys(errors).find((known) => isAt(name, known));
  return at === undefined ? undefined : errors[at];
}

function focusFirstWrong(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
}
