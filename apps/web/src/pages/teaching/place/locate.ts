import type { GeoPoint } from '@edu/client';

const PATIENCE_MS = 15_000;
const REFUSED = 1; // GeolocationPositionError.PERMISSION_DENIED

/** Why a device does not say where it is. */
export type NotLocated = 'refused' | 'unavailable';

/**
 * Where the device is.
 *
 * @param decimals of a degree that are kept: two are a kilometre, six are a door
 */
export function locate(decimals: number): Promise<GeoPoint | NotLocated> {
  // There is none on pages without TLS, and in some browsers.
  const device = navigator.geolocation as Geolocation | undefined;
  if (!device) return Promise.resolve('unavailable');
  return new Promise((resolve) =>
    device.getCurrentPosition(
      ({ coords: { latitude, longitude } }) =>
        resolve({ lat: rounded(latitude, decimals), lng: rounded(longitude, decimals) }),
      ({ code }) => resolve(code === REFUSED ? 'refused' : 'unavailable'),
      { enableHighAccuracy: decimals > 2, timeout: PATIENCE_MS, maximumAge: 600_000 },
    ),
  );
}

const rounded = (degrees: number, decimals: number) =>
  Math.round(degrees * 10 ** decimals) / 10 ** decimals;
