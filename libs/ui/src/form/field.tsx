import { useId, type ComponentProps, type ReactNode } from 'react';
import type { FieldRules } from '@edu/client';
import { useFieldError, useFormState } from './form.tsx';

interface FieldFrame {
  /** Of a contract (`@edu/client/fields`); a name alone where no request has the field. */
  readonly field: FieldRules;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
}

type Described = Pick<ComponentProps<'input'>, 'id' | 'name' | 'aria-invalid' | 'aria-describedby'>;

function Frame({
  field: { name },
  label,
  hint,
  children,
}: FieldFrame & { readonly children: (control: Described) => ReactNode }) {
  const id = useId();
  const error = useFieldError(name);
  const descriptions = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        name,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': descriptions || undefined,
      })}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps extends FieldFrame, Omit<ComponentProps<'input'>, 'name'> {
  /** What is typed is turned into what is sent: the rules of its text are not for what is typed. */
  readonly rewritten?: boolean;
}

/** A line of text with its label, what to know of it, and what is wrong with it. */
export function TextField({ field, label, hint, rewritten, ...input }: TextFieldProps) {
  const {
    required,
    name: _name,
    options: _options,
    minItems: _min,
    maxItems: _max,
    ...text
  } = field;
  return (
    <Frame field={field} label={label} hint={hint}>
      {(control) => <input required={required} {...(!rewritten && text)} {...input} {...control} />}
    </Frame>
  );
}

/** Several lines of text. */
export function TextArea({
  field,
  label,
  hint,
  ...area
}: FieldFrame & Omit<ComponentProps<'textarea'>, 'name'>) {
  const { required, minLength, maxLength } = field;
  return (
    <Frame field={field} label={label} hint={hint}>
      {(control) => <textarea {...{ required, minLength, maxLength }} {...area} {...control} />}
    </Frame>
  );
}

/** One of a list; its options are children. */
export function SelectField({
  field,
  label,
  hint,
  ...select
}: FieldFrame & Omit<ComponentProps<'select'>, 'name'>) {
  return (
    <Frame field={field} label={label} hint={hint}>
      {(control) => <select required={field.required} {...select} {...control} />}
    </Frame>
  );
}

interface ChoiceProps {
  /** As that of other fields. */
  readonly field: FieldRules;
  readonly legend: ReactNode;
  readonly options: readonly { readonly value: string; readonly label: ReactNode }[];
  /** Several may be chosen. */
  readonly multiple?: boolean;
  readonly defaultValue?: string | readonly string[];
  readonly onChange?: (value: string, chosen: boolean) => void;
}

/** A few options, all of them in sight. */
export function Choice({
  field: { name, required },
  legend,
  options,
  multiple,
  defaultValue,
  onChange,
}: ChoiceProps) {
  const error = useFieldError(name);
  const id = useId();
  const chosen = [defaultValue ?? []].flat();
  return (
    <fieldset className="choice" aria-describedby={error ? id : undefined}>
      <legend>{legend}</legend>
      {options.map(({ value, label }) => (
        <label key={value}>
          <input
            type={multiple ? 'checkbox' : 'radio'}
            name={name}
            value={value}
            // Of several, each would have to be chosen.
            required={required && !multiple}
            defaultChecked={chosen.includes(value)}
            onChange={(event) => onChange?.(value, event.currentTarget.checked)}
          />
          <span>{label}</span>
        </label>
      ))}
      {error && (
        <p className="field-error" id={id}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

interface SubmitButtonProps {
  readonly children: ReactNode;
  /** One of several ways, and not the usual one. */
  readonly quiet?: boolean;
}

/** Sends the form around it; while that is under way, it says so and waits. */
export function SubmitButton({ children, quiet = false }: SubmitButtonProps) {
  const { pending } = useFormState();
  return (
    <button
      type="submit"
      className={quiet ? 'quiet' : undefined}
      aria-disabled={pending}
      aria-busy={pending}
    >
      {children}
    </button>
  );
}
