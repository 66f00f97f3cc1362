import { useId, type ComponentProps, type ReactNode } from 'react';
import { useFormState } from './form.tsx';

interface FieldFrame {
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
}

type Described = Pick<ComponentProps<'input'>, 'id' | 'name' | 'aria-invalid' | 'aria-describedby'>;

function Frame({
  name,
  label,
  hint,
  children,
}: FieldFrame & { readonly children: (control: Described) => ReactNode }) {
  const id = useId();
  const error = useFormState().errors[name];
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

/** A line of text with its label, what to know of it, and what is wrong with it. */
export function TextField({
  name,
  label,
  hint,
  ...input
}: FieldFrame & Omit<ComponentProps<'input'>, keyof FieldFrame>) {
  return (
    <Frame name={name} label={label} hint={hint}>
      {(control) => <input {...input} {...control} />}
    </Frame>
  );
}

/** Several lines of text. */
export function TextArea({
  name,
  label,
  hint,
  ...area
}: FieldFrame & Omit<ComponentProps<'textarea'>, keyof FieldFrame>) {
  return (
    <Frame name={name} label={label} hint={hint}>
      {(control) => <textarea {...area} {...control} />}
    </Frame>
  );
}

/** One of a list; its options are children. */
export function SelectField({
  name,
  label,
  hint,
  ...select
}: FieldFrame & Omit<ComponentProps<'select'>, keyof FieldFrame>) {
  return (
    <Frame name={name} label={label} hint={hint}>
      {(control) => <select {...select} {...control} />}
    </Frame>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly legend: ReactNode;
  readonly options: readonly { readonly value: string; readonly label: ReactNode }[];
  /** Several may be chosen. */
  readonly multiple?: boolean;
  /** One has to be chosen. */
  readonly required?: boolean;
  readonly defaultValue?: string | readonly string[];
  readonly onChange?: (value: string, chosen: boolean) => void;
}

/** A few options, all of them in sight. */
export function Choice({
  name,
  legend,
  options,
  multiple,
  required,
  defaultValue,
  onChange,
}: ChoiceProps) {
  const error = useFormState().errors[name];
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
            required={required}
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

/** Sends the form around it; while that is under way, it says so and waits. */
export function SubmitButton({ children }: { readonly children: ReactNode }) {
  const { pending } = useFormState();
  return (
    <button type="submit" aria-disabled={pending} aria-busy={pending}>
      {children}
    </button>
  );
}
