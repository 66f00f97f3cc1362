import { shareOut } from '../ledger/ledger.domain.ts';

/** What may be kept of a lesson, by a rule or by what finance set for its provider (`decided`). */
export interface ReserveTerm {
  readonly id: string;
  readonly kind: 'decided' | 'all' | 'new_provider' | 'chargebacks';
  /** Of the number that a provider is paid to; null: of whatever country. */
  readonly country: string | null;
  readonly onlyIfChargeable: boolean;
  /** Fewer lessons than that, or as many hundredths of a percent of lessons and more. */
  readonly threshold: number | null;
  /** Hundredths of a percent of what the lesson brings. */
  readonly bps: number;
  readonly days: number;
  /** Lessons of the provider that were earned, within the time of the term where it has one. */
  readonly lessons: number;
  /** How many of those banks took back, or ask about. */
  readonly chargedBack: number;
}

export interface KeptLesson {
  /** Of the number that its provider is paid to; null where there is none. */
  readonly country: string | null;
  /** Whether a bank can take its payment back. */
  readonly isChargeable: boolean;
}

/** Whether something is kept by a term, of such a lesson. */
export function holds(term: ReserveTerm, { country, isChargeable }: KeptLesson): boolean {
  if (term.kind === 'decided') return true;
  if (term.country !== null && term.country !== country) return false;
  if (term.onlyIfChargeable && !isChargeable) return false;
  const threshold = term.threshold ?? 0;
  if (term.kind === 'new_provider') return term.lessons < threshold;
  if (term.kind === 'chargebacks') {
    return term.chargedBack > 0 && term.chargedBack * 10_000 >= threshold * term.lessons;
  }
  return true;
}

/**
 * The term by which something is kept: what finance set for the provider, whatever the rules say; else the rule that
 * keeps most, and of several the longest. None where nothing is kept.
 */
export function termFor(
  terms: readonly ReserveTerm[],
  lesson: KeptLesson,
): ReserveTerm | undefined {
  const holding = terms.filter((term) => holds(term, lesson));
  const decided = holding.find(({ kind }) => kind === 'decided');
  const [most] = holding.toSorted((a, b) => b.bps - a.bps || b.days - a.days);
  const term = decided ?? most;
  return term && term.bps > 0 ? term : undefined;
}

/**
 * What is kept of what a lesson brings. What the provider owes is filled first.
 *
 * @param brings what of it became payable, ≥ 0
 * @param payable what is payable now, that included
 */
export function keptOf(brings: bigint, payable: bigint, bps: number): bigint {
  const { platform: kept } = shareOut(brings, bps);
  if (payable <= 0n) return 0n;
  return kept < payable ? kept : payable;
}

/**
 * Of which reserves something is taken: those first that would be released first.
 *
 * @param kept in the order of their release
 */
export function takingFrom(
  kept: readonly { readonly id: string; readonly left: bigint }[],
  amount: bigint,
): { id: string; amount: bigint }[] {
  let missing = amount;
  return kept.flatMap(({ id, left }) => {
    const taken = left < missing ? left : missing;
    missing -= taken;
    return taken > 0n ? [{ id, amount: taken }] : [];
  });
}
