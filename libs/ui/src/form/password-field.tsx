import { useState, type ComponentProps } from 'react';
import { useTexts } from '../texts.tsx';
import { TextField } from './field.tsx';

/** A password, which may be shown while it is typed: that prevents more mistakes than dots do theft. */
export function PasswordField(field: Omit<ComponentProps<typeof TextField>, 'type'>) {
  const t = useTexts();
  const [shown, setShown] = useState(false);
  return (
    <div className="password-field">
      <TextField
        {...field}
        type={shown ? 'text' : 'password'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={shown}
          disabled={field.disabled}
          onChange={(event) => setShown(event.currentTarget.checked)}
        />
        <span>{t('site.showPassword')}</span>
      </label>
    </div>
  );
}
