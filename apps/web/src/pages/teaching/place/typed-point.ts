import type { GeoPoint } from '@edu/client';

/** A point as it stands in two fields. */
export interface TypedPoint {
  readonly lat: string;
  readonly lng: string;
}

/** Null while one of the two is missing, or is no place on Earth. */
export function pointOf({ lat, lng }: TypedPoint): GeoPoint | null {
  const point = { lat: degrees(lat, 90), lng: degrees(lng, 180) };
  return Number.isNaN(point.lat) || Number.isNaN(point.lng) ? null : point;
}

export const textOf = (point: GeoPoint | null): TypedPoint => ({
  lat: point?.lat.toString() ?? '',
  lng: point?.lng.toString() ?? '',
});

export const isSame = (a: GeoPoint | null, b: GeoPoint | null): boolean =>
  a?.lat === b?.lat && a?.lng === b?.lng;

/** @param decimals of a degree that are kept: two are a kilometre, six are a door */
export const rounded = ({ lat, lng }: GeoPoint, decimals: number): GeoPoint => ({
  lat: roundedDegrees(lat, decimals),
  lng: roundedDegrees(lng, decimals),
});

const roundedDegrees = (degrees: number, decimals: number) =>
  Math.round(degrees * 10 ** decimals) / 10 ** decimals;

/** `5,36` as well as `5.36`. */
function degrees(text: string, most: number): number {
  const value = text.trim() === '' ? NaN : Number(text.trim().replace(',', '.'));
  return Math.abs(value) <= most ? value : NaN;
}
