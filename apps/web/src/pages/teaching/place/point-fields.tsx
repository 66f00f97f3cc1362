import { useState } from 'react';
import type { FieldRules, GeoPoint } from '@edu/client';
import { Notice, TextField, useReader } from '@edu/ui';
import { locate, type NotLocated } from './locate.ts';
import { isSame, pointOf, textOf } from './typed-point.ts';

interface PointFieldsProps {
  readonly lat: FieldRules;
  readonly lng: FieldRules;
  readonly point: GeoPoint | null;
  /** Of a degree, of the device’s own position: what is not kept is not sent. */
  readonly decimals: number;
  readonly onChange: (point: GeoPoint | null) => void;
  /** After the device has said where it is. */
  readonly onLocated?: (point: GeoPoint) => void;
}

/** A point: from the device, or typed from any map. */
export function PointFields({ lat, lng, point, decimals, onChange, onLocated }: PointFieldsProps) {
  const { t } = useReader();
  const [typed, setTyped] = useState(textOf(point));
  const [isLocating, setLocating] = useState(false);
  const [failure, setFailure] = useState<NotLocated>();
  // A point that came from elsewhere takes the place of what was typed.
  const shown = isSame(pointOf(typed), point) ? typed : textOf(point);
  const type = (part: Partial<typeof typed>) => {
    const next = { ...shown, ...part };
    setTyped(next);
    onChange(pointOf(next));
  };
  const find = async () => {
    setLocating(true);
    setFailure(undefined);
    const found = await locate(decimals);
    setLocating(false);
    if (typeof found === 'string') return setFailure(found);
    onChange(found);
    onLocated?.(found);
  };
  return (
    <>
      <p className="actions">
        <button
          type="button"
          className="quiet"
          aria-disabled={isLocating}
          aria-busy={isLocating}
          onClick={() => void (!isLocating && find())}
        >
          {t('teaching.place.locate')}
        </button>
      </p>
      <p className="visually-hidden" role="status">
        {isLocating && t('teaching.place.locating')}
      </p>
      {failure && (
        <Notice tone="warn" title={t(`teaching.place.${failure}`)}>
          <p>{t('teaching.place.otherwise')}</p>
        </Notice>
      )}
      <div className="pair">
        <TextField
          field={lat}
          rewritten
          label={t('teaching.place.lat')}
          hint={t('teaching.place.latHint')}
          inputMode="text"
          autoComplete="off"
          value={shown.lat}
          onChange={({ target }) => type({ lat: target.value })}
        />
        <TextField
          field={lng}
          rewritten
          label={t('teaching.place.lng')}
          hint={t('teaching.place.lngHint')}
          inputMode="text"
          autoComplete="off"
          value={shown.lng}
          onChange={({ target }) => type({ lng: target.value })}
        />
      </div>
    </>
  );
}
