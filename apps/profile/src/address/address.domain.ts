const DAY = 86_400_000;

/** Until when the people of a lesson see its address: somebody may have left something behind. */
export function seenUntil(endsAt: Date): Date {
  return new Date(endsAt.getTime() + DAY);
}

/** Whether it has a place that its people may know now. */
export function hasPlace(
  { mode, endsAt }: { readonly mode: string | null; readonly endsAt: Date },
  now: Date,
): boolean {
  return mode === 'in_person' && now < seenUntil(endsAt);
}
