import {
  control,
  divIcon,
  map as createMap,
  marker,
  tileLayer,
  type LatLngExpression,
  type Map as LeafletMap,
  type Marker,
} from 'leaflet';
import type { MapData, MapTiles } from './map-data.ts';
import './map.css';

/** A town with its surroundings. */
export const ONE_PLACE_ZOOM = 12;
export const PIN_PX = 36;

interface TiledMapOptions {
  readonly tiles: MapTiles;
  readonly words: Pick<MapData['words'], 'zoomIn' | 'zoomOut'>;
  /** Called when a tile cannot be had. */
  readonly failed: () => void;
  readonly maxZoom: number;
}

/** A map with its tiles and buttons, which shows no place yet. */
export function createTiledMap(
  canvas: HTMLElement,
  { tiles, words, failed, maxZoom }: TiledMapOptions,
): LeafletMap {
  const moves = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = createMap(canvas, {
    ...{ zoomAnimation: moves, fadeAnimation: moves, markerZoomAnimation: moves },
    zoomControl: false,
    // The page is scrolled more often than the map is zoomed.
    scrollWheelZoom: false,
    maxZoom,
  });
  map.attributionControl.setPrefix(false).addAttribution(attribution(tiles));
  control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  tileLayer(tiles.url, { maxZoom }).on('tileerror', failed).addTo(map);
  return map;
}

/** @param title what it is called, also by those who read the page aloud */
export function createPin(at: LatLngExpression, html: HTMLElement, title: string): Marker {
  const icon = divIcon({ className: 'map-pin', html, iconSize: [PIN_PX, PIN_PX] });
  return marker(at, { icon, title });
}

function attribution({ attribution: text, attributionUrl }: MapTiles): string {
  const link = document.createElement('a');
  link.href = attributionUrl;
  link.textContent = text;
  return link.outerHTML;
}
