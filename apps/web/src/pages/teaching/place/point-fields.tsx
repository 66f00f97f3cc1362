import { lazy, useState } from 'react';
import type { FieldRules, GeoPoint } from '@edu/client';
import { LazyDetails, Notice, TextField, useReader } from '@edu/ui';
import { usePageData } from '../../../island/api-context.tsx';
import type { MapTiles } from '../../map/map-data.ts';
import { locate, type NotLocated } from './locate.ts';
import { isSame, pointOf, rounded, textOf } from './typed-point.ts';

const PointMap = lazy(async () => ({ default: (await import('./point-map.tsx')).PointMap }));

/** What a page with these fields reads of the configuration. */
export interface PointPageData {
  /** Missing where no server of tiles is configured. */
  readonly tiles?: MapTiles;
}

interface PointFieldsProps {
  readonly lat: FieldRules;
  readonly lng: FieldRules;
  readonly point: GeoPoint | null;
  /** Of a degree, of what the device or the map says: what is not kept is not sent. */
  readonly decimals: number;
  readonly onChange: (point: GeoPoint | null) => void;
  /** After the device or the map has said where it is. */
  readonly onLocated?: (point: GeoPoint) => void;
}

/** A point: from the device, tapped on a map, or typed. */
export function PointFields({ lat, lng, point, decimals, onChange, onLocated }: PointFieldsProps) {
  const { t } = useReader();
  const { tiles } = usePageData<PointPageData>();
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
      {tiles && (
        <LazyDetails summary={t('teaching.place.onMap')}>
          <PointMap
            tiles={tiles}
            point={point}
            onTap={(tapped) => {
              const chosen = rounded(tapped, decimals);
              onChange(chosen);
              onLocated?.(chosen);
            }}
          />
        </LazyDetails>
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
