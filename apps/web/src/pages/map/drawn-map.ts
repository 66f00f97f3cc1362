import {
  layerGroup,
  type FitBoundsOptions,
  type LayerGroup,
  type Map as LeafletMap,
  type Point,
} from 'leaflet';
import { createTiledMap, createPin, ONE_PLACE_ZOOM, PIN_PX } from './tiled-map.ts';
import type { MapData, MapPerson, MapPlace } from './map-data.ts';

/** Places are known to about a kilometre: closer says nothing more. */
const MAX_ZOOM = 15;
/** Pixels around the places, so that no pin lies under the buttons or the names of the sources. */
const CLEAR = {
  paddingTopLeft: [2 * PIN_PX, PIN_PX],
  paddingBottomRight: [PIN_PX, 1.5 * PIN_PX],
} satisfies FitBoundsOptions;

/**
 * Draws the map of some places.
 *
 * @param failed called when a tile cannot be had
 */
export function drawMap(
  canvas: HTMLElement,
  { tiles, places, words }: MapData,
  failed: () => void,
): void {
  const map = createTiledMap(canvas, { tiles, words, failed, maxZoom: MAX_ZOOM });
  // Before the pins, which have no element on a map that shows no place yet.
  const corners = places.map(({ lat, lng }): [number, number] => [lat, lng]);
  if (corners.length === 1) map.setView(corners[0]!, ONE_PLACE_ZOOM);
  else map.fitBounds(corners, { ...CLEAR, maxZoom: MAX_ZOOM });
  const pins = layerGroup().addTo(map);
  const draw = () => {
    pins.clearLayers();
    for (const place of apart(map, places)) pinOf(place, pins);
  };
  draw();
  map.on('zoomend', draw);
}

/** Places whose pins would lie over each other at this zoom are one, with all their people. */
function apart(map: LeafletMap, places: readonly MapPlace[]): readonly MapPlace[] {
  const shown: { at: Point; place: MapPlace }[] = [];
  for (const place of places) {
    const at = map.latLngToLayerPoint(place);
    const near = shown.find((one) => one.at.distanceTo(at) < 1.5 * PIN_PX);
    if (near) near.place = { ...near.place, people: [...near.place.people, ...place.people] };
    else shown.push({ at, place });
  }
  return shown.map(({ place }) => place);
}

function pinOf({ lat, lng, people }: MapPlace, pins: LayerGroup): void {
  const names = people.map(({ name }) => name).join(', ');
  const html = document.createElement('span');
  const count = people.length > 1 ? String(people.length) : '';
  html.textContent = count;
  const pin = createPin([lat, lng], html, names).addTo(pins).bindPopup(listOf(people));
  // What is seen on a pin belongs to its name, for those who speak to their device.
  pin.getElement()!.setAttribute('aria-label', count ? `${count}: ${names}` : names);
}

/** Names are texts of people, never markup. */
function listOf(people: readonly MapPerson[]): HTMLElement {
  const list = document.createElement('ul');
  for (const { name, href } of people) {
    const item = document.createElement('li');
    const text = document.createElement(href ? 'a' : 'span');
    if (text instanceof HTMLAnchorElement) text.href = href!;
    text.textContent = name;
    text.dir = 'auto';
    item.append(text);
    list.append(item);
  }
  return list;
}
