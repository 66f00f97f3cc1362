/**
 * What a lesson costs: minor units, half a unit rounded up.
 *
 * @param hourlyRate minor units for 60 minutes, ≥ 0
 */
export function priceOf(hourlyRate: bigint, durationMinutes: number): bigint {
  return (hourlyRate * BigInt(durationMinutes) + 30n) / 60n;
}
