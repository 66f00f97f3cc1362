import { useState } from 'react';
import type { CodeSent } from '@edu/client';
import { deviceNow, useDraft } from '@edu/ui';
import type { Address } from './address.ts';
import { atAddress, codeSent, resendRefused, resumed, type CodeFlow } from './code-flow.ts';

interface CodeFlowState {
  readonly flow: CodeFlow;
  readonly sent: (answer: Pick<CodeSent, 'verificationId'>, address: Address) => void;
  readonly refused: (retryAfterS: number) => void;
  readonly back: () => void;
  readonly forget: () => void;
}

/** The steps of one form; a phone that puts the tab away for the message with the code loses none. */
export function useCodeFlow(name: string): CodeFlowState {
  const [kept, change, forget] = useDraft<CodeFlow>(name, atAddress);
  const [openedAt] = useState(deviceNow);
  const flow = resumed(kept, openedAt);
  return {
    flow,
    sent: (answer, address) => change(codeSent(flow, answer, address, deviceNow())),
    refused: (retryAfterS) => change(resendRefused(flow, retryAfterS, deviceNow())),
    back: () => change(atAddress),
    forget,
  };
}
