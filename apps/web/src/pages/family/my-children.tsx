import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { profileCreateChild as fields } from '@edu/client/fields';
import { newIntent } from '@edu/client';
import {
  deviceZone,
  EmptyState,
  fieldText,
  Form,
  QueryView,
  SubmitButton,
  TextField,
  toast,
  useReader,
} from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { numbersOfZone } from '../account/phone-number.ts';
import { ChildCard } from './child-card.tsx';
import { ConsentBox, useConsent } from './consent.tsx';
import { CountryField } from './country-field.tsx';

export const CHILDREN = ['family', 'children'];

/** Each child with what was agreed for it, and how to add one. */
export function MyChildren() {
  const { t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const children = useQuery({
    queryKey: CHILDREN,
    queryFn: ({ signal }) => api.get('/api/v1/me/children', { signal }),
  });
  const reload = () => void queries.invalidateQueries({ queryKey: ['family'] });
  return (
    <QueryView query={children}>
      {({ items }) => (
        <>
          {items.length === 0 && !adding && (
            <EmptyState title={t('family.none')}>
              <p>{t('family.noneDetail')}</p>
            </EmptyState>
          )}
          {items.map((child) => (
            <ChildCard key={child.id} child={child} onChanged={reload} />
          ))}
          {adding ? (
            <AddChild
              onAdded={() => {
                setAdding(false);
                reload();
              }}
            />
          ) : (
            <button type="button" className="button" onClick={() => setAdding(true)}>
              {t('family.add')}
            </button>
          )}
        </>
      )}
    </QueryView>
  );
}

function AddChild({ onAdded }: { readonly onAdded: () => void }) {
  const { t } = useReader();
  const api = useApi();
  const consent = useConsent('care');
  // One intent for the form: pressed twice, or sent again by a slow network, it adds one child.
  const [intent] = useState(newIntent);
  const [zone] = useState(deviceZone);
  const add = async (values: FormData) => {
    const text = (name: keyof typeof fields) => fieldText(values, fields[name]).trim();
    await api.post('/api/v1/me/children', {
      body: {
        ...{ firstName: text('/firstName'), birthYear: Number(text('/birthYear')) },
        ...{ country: text('/country'), zone, consent },
      },
      intent,
    });
    toast(t('site.saved'));
    onAdded();
  };
  return (
    <section className="card" aria-labelledby="add-child">
      <h2 id="add-child">{t('family.add')}</h2>
      <Form onSubmit={add} fieldOf={{ 'profile.child_of_age': fields['/birthYear'] }}>
        <TextField
          field={fields['/firstName']}
          label={t('family.firstName')}
          hint={t('family.firstNameHint')}
          autoComplete="off"
        />
        <TextField
          field={fields['/birthYear']}
          label={t('family.birthYear')}
          inputMode="numeric"
          autoComplete="off"
        />
        <CountryField field={fields['/country']} initial={numbersOfZone(zone)} />
        <ConsentBox kind="care" />
        <SubmitButton>{t('family.add')}</SubmitButton>
      </Form>
    </section>
  );
}
