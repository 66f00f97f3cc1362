import { seededRandom } from '@edu/journey';
import { SEED_CITIES, type SeedCity } from './seed-cities.ts';

const CITY_WEIGHTS = cumulative(SEED_CITIES.map(({ weight }) => weight));
/** Most people live within this of the centre, in degrees: about 10 km. */
const SPREAD_DEG = 0.09;

/** Repeatable choices of chance. */
export class Dice {
  readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  /** A whole number in [0, below). */
  below(below: number): number {
    return Math.floor(this.random() * below);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  /** The first is chosen twice as often as the second, three times as often as the third. */
  zipf<T>(items: readonly T[]): T {
    return items[weighted(this.random(), zipfWeights(items.length))]!;
  }

  city(): SeedCity {
    return SEED_CITIES[weighted(this.random(), CITY_WEIGHTS)]!;
  }

  /** Somewhere in a city, to the hundredth of a degree as listings show it. */
  near({ lat, lng }: SeedCity): { lat: number; lng: number } {
    const off = () => (this.random() + this.random() + this.random() - 1.5) * SPREAD_DEG * 1.5;
    return { lat: round(lat + off()), lng: round(lng + off()) };
  }
}

const round = (degrees: number) => Math.round(degrees * 100) / 100;

const zipfCache = new Map<number, readonly number[]>();
function zipfWeights(length: number): readonly number[] {
  let weights = zipfCache.get(length);
  if (!weights) {
    weights = cumulative(Array.from({ length }, (_, rank) => 1 / (rank + 1)));
    zipfCache.set(length, weights);
  }
  return weights;
}

/** Sums up to each weight, the last being 1. */
function cumulative(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight) => (sum += weight) / total);
}

/** The index whose share holds the number in [0, 1). */
function weighted(at: number, sums: readonly number[]): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
