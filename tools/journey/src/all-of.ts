/**
 * Ends when all have ended, also where one of them fails: nobody cleans up while another is still at it, and none fails
 * unseen.
 *
 * @throws what the first of them threw
 */
export async function allOf(...works: readonly Promise<unknown>[]): Promise<void> {
  const ends = await Promise.allSettled(works);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
