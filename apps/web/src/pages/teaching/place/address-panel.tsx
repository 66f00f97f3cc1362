import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ApiError, type ExactAddress } from '@edu/client';
import { profileSaveAddress as fields } from '@edu/client/fields';
import { fieldText, Form, QueryView, SubmitButton, TextField, toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { PointFields } from './point-fields.tsx';

const KEY = ['my-address'];
/** Ten centimetres: the gate, and not the one beside it. */
const DECIMALS = 6;

/** Where lessons in person are, for whoever has booked one. It is no part of the profile that is shown. */
export function AddressPanel() {
  const { t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const id = useId();
  const mine = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => {
      try {
        return await api.get('/api/v1/me/profile/address', { signal });
      } catch (error) {
        if (error instanceof ApiError && error.is('profile.address_not_found')) return null;
        throw error;
      }
    },
  });
  const show = (address: ExactAddress | null) => queries.setQueryData(KEY, address);
  return (
    <section className="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('teaching.address.title')}</h2>
      <p className="field-hint">{t('teaching.address.hint')}</p>
      <QueryView query={mine}>
        {(address) => (
          <AddressForm
            key={mine.dataUpdatedAt}
            address={address}
            onSave={async (body) => {
              show(await api.put('/api/v1/me/profile/address', { body }));
              toast(t('site.saved'));
            }}
            onRemove={async () => {
              await api.delete('/api/v1/me/profile/address');
              show(null);
              toast(t('teaching.address.removed'));
            }}
          />
        )}
      </QueryView>
    </section>
  );
}

interface AddressFormProps {
  readonly address: ExactAddress | null;
  readonly onSave: (address: ExactAddress) => Promise<void>;
  readonly onRemove: () => Promise<void>;
}

function AddressForm({ address, onSave, onRemove }: AddressFormProps) {
  const { t } = useReader();
  const [location, setLocation] = useState(address?.location ?? null);
  return (
    <>
      <Form
        onSubmit={(values) => {
          const landmark = fieldText(values, fields['/landmark']).trim();
          return onSave({
            line: fieldText(values, fields['/line']).trim(),
            ...(landmark && { landmark }),
            ...(location && { location }),
          });
        }}
      >
        <TextField
          field={fields['/line']}
          label={t('teaching.address.line')}
          hint={t('teaching.address.lineHint')}
          autoComplete="street-address"
          dir="auto"
          defaultValue={address?.line}
        />
        <TextField
          field={fields['/landmark']}
          label={t('teaching.address.landmark')}
          hint={t('teaching.address.landmarkHint')}
          autoComplete="off"
          dir="auto"
          defaultValue={address?.landmark}
        />
        <PointFields
          lat={fields['/location/lat']}
          lng={fields['/location/lng']}
          point={location}
          decimals={DECIMALS}
          onChange={setLocation}
        />
        <SubmitButton>{t('teaching.address.save')}</SubmitButton>
      </Form>
      {address && (
        <Form onSubmit={onRemove} className="actions">
          <SubmitButton>{t('teaching.address.remove')}</SubmitButton>
        </Form>
      )}
    </>
  );
}
