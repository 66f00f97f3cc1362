const EARTH_KM = 6_371.008_771_415;
const radians = (degrees: number) => (degrees * Math.PI) / 180;
const degrees = (angle: number) => (angle * 180) / Math.PI;

interface Point {
  readonly lat: number;
  readonly lng: number;
}

/** Kilometres on the sphere, reckoned otherwise than the database does. */
export function haversine(a: Point, b: Point): number {
  const half = (x: number) => Math.sin(x / 2) ** 2;
  const h =
    half(radians(b.lat - a.lat)) +
    Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * half(radians(b.lng - a.lng));
  return 2 * EARTH_KM * Math.asin(Math.sqrt(h));
}

/** The point at `km` from another, towards `bearing` (radians from north). */
export function moved({ lat, lng }: Point, km: number, bearing: number): Point {
  const arc = km / EARTH_KM;
  const from = radians(lat);
  const to = Math.asin(
    Math.sin(from) * Math.cos(arc) + Math.cos(from) * Math.sin(arc) * Math.cos(bearing),
  );
  const turn = Math.atan2(
    Math.sin(bearing) * Math.sin(arc) * Math.cos(from),
    Math.cos(arc) - Math.sin(from) * Math.sin(to),
  );
  const across = lng + degrees(turn);
  return { lat: degrees(to), lng: ((across + 540) % 360) - 180 };
}
