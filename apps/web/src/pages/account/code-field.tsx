import type { ComponentProps } from 'react';
import { TextField } from '@edu/ui';
import { codeDigits } from './code-flow.ts';

/** A code that was sent: messages group the digits, and people do; what stands in the field is plain. */
export function CodeField(field: ComponentProps<typeof TextField>) {
  return (
    <TextField
      className="code-input"
      inputMode="numeric"
      autoComplete="one-time-code"
      onInput={({ currentTarget: input }) => {
        const digits = codeDigits(input.value);
        if (digits !== input.value) input.value = digits;
      }}
      {...field}
    />
  );
}
