import { createElement as h, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { authRegister, authVerify, profileSaveMine } from '@edu/client/fields';
import { Choice, SelectField, TextArea, TextField } from './field.tsx';

/** The attributes of its control. */
function controlOf(field: ReactNode): Record<string, string> {
  const [, tag = ''] =
    /<(?:input|textarea|select) ([^>]*)>/.exec(renderToStaticMarkup(field)) ?? [];
  const attributes = [...tag.matchAll(/([\w-]+)="([^"]*)"/g)];
  return Object.fromEntries(
    attributes.filter(([, name]) => name !== 'id').map(([, name, value]) => [name, value]),
  );
}

it('a field has the limits of its contract', () => {
  const text = (field: Parameters<typeof TextField>[0]['field'], more = {}) =>
    controlOf(h(TextField, { field, label: 'x', ...more }));
  expect(text(authRegister['/displayName'])).toEqual({
    name: 'displayName',
    required: '',
    maxLength: '80',
  });
  expect(text(authRegister['/address/email'])).toMatchObject({
    name: 'address.email',
    type: 'email',
  });
  expect(text(profileSaveMine['/radiusKm'])).toEqual({
    ...{ name: 'radiusKm', type: 'number' },
    ...{ min: '1', max: '100' },
  });
  expect(text(authVerify['/code'])).toHaveProperty('pattern', '^\\d{6}$');
});

it('a field whose text is rewritten before it is sent has none for the text', () => {
  const field = authRegister['/address/phone'];
  expect(controlOf(h(TextField, { field, label: 'x', rewritten: true }))).toEqual({
    name: 'address.phone',
    required: '',
  });
});

it('what people choose is asked for, and has no limits of texts', () => {
  const label = 'x';
  expect(controlOf(h(SelectField, { field: authRegister['/role'], label }))).toEqual({
    name: 'role',
    required: '',
  });
  expect(controlOf(h(TextArea, { field: profileSaveMine['/bio'], label }))).toEqual({
    name: 'bio',
    maxLength: '4000',
  });
  const options = [{ value: 'a', label: 'A' }];
  const choice = (multiple: boolean) =>
    controlOf(h(Choice, { field: { name: 'n', required: true }, legend: 'x', options, multiple }));
  expect(choice(false)).toMatchObject({ type: 'radio', required: '' });
  expect(choice(true)).not.toHaveProperty('required');
});
