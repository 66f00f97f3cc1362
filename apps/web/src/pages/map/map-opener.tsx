import { Icon, useReader } from '@edu/ui';
import type { MapData, MapPlace, MapTiles } from './map-data.ts';

interface Props {
  readonly tiles: MapTiles;
  /** At least one. */
  readonly places: readonly MapPlace[];
}

function useMapData({ tiles, places }: Props): string {
  const { t } = useReader();
  const words: MapData['words'] = {
    show: t('map.show'),
    hide: t('map.hide'),
    loading: t('map.loading'),
    failed: t('map.failed'),
    zoomIn: t('map.zoomIn'),
    zoomOut: t('map.zoomOut'),
  };
  return JSON.stringify({ tiles, places, words } satisfies MapData);
}

/** Shows the map of a list; there is none without JavaScript, as the list says all of it. */
export function MapButton(props: Props & { readonly lowData: boolean }) {
  const { t } = useReader();
  return (
    <div className="map-offer">
      <button type="button" className="button quiet" data-map={useMapData(props)} hidden>
        <Icon name="pin" />
        <span data-map-label="">{t('map.show')}</span>
      </button>
      {props.lowData && <LowDataNote />}
      <MapPanel />
    </div>
  );
}

/** A link to a map elsewhere, which becomes one here where scripts run and tiles are to be had. */
export function MapLink({
  tiles,
  places,
}: Pick<Props, 'places'> & { readonly tiles: MapTiles | undefined }) {
  return tiles ? <LinkToMap tiles={tiles} places={places} /> : <PlainLink place={places[0]!} />;
}

function LinkToMap(props: Props) {
  return <PlainLink place={props.places[0]!} map={useMapData(props)} />;
}

function PlainLink({ place: { lat, lng }, map }: { place: MapPlace; map?: string }) {
  const { t } = useReader();
  return (
    <a
      href={`https://www.openstreetmap.org/?mlat=${lat}&mlon=${lng}#map=13/${lat}/${lng}`}
      rel="noreferrer"
      data-map={map}
    >
      <span data-map-label="">{t('provider.onMap')}</span>
    </a>
  );
}

/** Where the map will be, empty until somebody asks for it. */
export function MapPanel() {
  const { t } = useReader();
  return (
    <section id="map" aria-label={t('map.label')} hidden>
      <p role="status" />
      <div className="map-canvas" />
      <p className="map-note">{t('map.rounded')}</p>
    </section>
  );
}

export function LowDataNote() {
  const { t } = useReader();
  return <p className="map-note">{t('map.lowData')}</p>;
}
