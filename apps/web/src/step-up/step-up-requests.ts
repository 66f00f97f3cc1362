type Answer = (proved: boolean) => void;

/** Calls that wait for a proof, and the dialog that asks for it: one at a time, as the client asks. */
let waiting: Answer | undefined;
const listeners = new Set<() => void>();

/** Asks whoever is there to prove that it is them. @returns whether they did */
export function askForProof(): Promise<boolean> {
  return new Promise((resolve) => {
    waiting = resolve;
    announce();
  });
}

export function answerProof(proved: boolean): void {
  const answer = waiting;
  waiting = undefined;
  announce();
  answer?.(proved);
}

export const isProofAsked = (): boolean => waiting !== undefined;

export function onProofAsked(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function announce(): void {
  for (const listener of listeners) listener();
}
