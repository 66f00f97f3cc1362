import type { GeoPoint } from '@edu/client';
import { rounded } from './typed-point.ts';

const PATIENCE_MS = 15_000;
const REFUSED = 1; // GeolocationPositionError.PERMISSION_DENIED

/** Why a device does not say where it is. */
export type NotLocated = 'refused' | 'unavailable';

/**
 * Where the device is.
 *
 * @param decimals of a degree that are kept
 */
export function locate(decimals: number): Promise<GeoPoint | NotLocated> {
  // There is none on pages without TLS, and in some browsers.
  const device = navigator.geolocation as Geolocation | undefined;
  if (!device) return Promise.resolve('unavailable');
  return new Promise((resolve) =>
    device.getCurrentPosition(
      ({ coords: { latitude, longitude } }) =>
        resolve(rounded({ lat: latitude, lng: longitude }, decimals)),
      ({ code }) => resolve(code === REFUSED ? 'refused' : 'unavailable'),
      { enableHighAccuracy: decimals > 2, timeout: PATIENCE_MS, maximumAge: 600_000 },
    ),
  );
}
