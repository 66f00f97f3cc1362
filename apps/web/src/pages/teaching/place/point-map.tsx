import type { Map as LeafletMap, Marker } from 'leaflet';
import { useEffect, useRef, useState } from 'react';
import type { GeoPoint } from '@edu/client';
import { useReader } from '@edu/ui';
import type { MapTiles } from '../../map/map-data.ts';
import { createPin, createTiledMap, ONE_PLACE_ZOOM } from '../../map/tiled-map.ts';

/** Close enough to tap a house; the tiles of most servers end at 19. */
const MAX_ZOOM = 18;
/** West and Central Africa, for whoever has named no place yet. */
const REGION = { lat: 6, lng: 4, zoom: 4 };

interface PointMapProps {
  readonly tiles: MapTiles;
  readonly point: GeoPoint | null;
  /** With all decimals that the map has. */
  readonly onTap: (point: GeoPoint) => void;
}

/** A map on which a tap says where. Loaded when it is asked for. */
export function PointMap({ tiles, point, onTap }: PointMapProps) {
  const { t } = useReader();
  const canvas = useRef<HTMLDivElement>(null);
  const drawn = useRef<{ map: LeafletMap; pin?: Marker }>(null);
  const tapped = useRef(onTap);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    tapped.current = onTap;
  });
  useEffect(() => {
    const map = createTiledMap(canvas.current!, {
      tiles,
      words: { zoomIn: t('map.zoomIn'), zoomOut: t('map.zoomOut') },
      failed: () => setFailed(true),
      maxZoom: MAX_ZOOM,
    });
    map.setView(REGION, REGION.zoom);
    map.on('click', ({ latlng }) => {
      const { lat, lng } = latlng.wrap();
      tapped.current({ lat, lng });
    });
    drawn.current = { map };
    return () => {
      drawn.current = null;
      map.remove();
    };
  }, [tiles, t]);
  const { lat, lng } = point ?? {};
  useEffect(() => {
    const { map, pin } = drawn.current!;
    pin?.remove();
    if (lat === undefined || lng === undefined) {
      drawn.current = { map };
      return;
    }
    const shown = createPin([lat, lng], document.createElement('span'), t('teaching.place.pin'));
    drawn.current = { map, pin: shown.addTo(map) };
    // Whoever is looking closely goes on doing so.
    map.setView([lat, lng], Math.max(map.getZoom(), ONE_PLACE_ZOOM));
  }, [lat, lng, t]);
  return (
    <>
      <p className="field-hint">{t('teaching.place.tap')}</p>
      <div className="map-canvas" ref={canvas} role="group" aria-label={t('map.label')} />
      <p role="status">{hasFailed && t('map.failed')}</p>
    </>
  );
}
