import { useQuery } from '@tanstack/react-query';
import type { PaymentDocument } from '@edu/client';
import { useTexts } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { loadDocument } from '../documents/load-document.ts';
import { SaveButton } from './save-button.tsx';

/** A receipt is there within a second or two of the payment. */
const LOOK_AGAIN_MS = 2_000;
const LOOKS = 15;

/** The receipt of a payment, and a credit note for all that has come back. */
export function PaymentDocuments({ paymentId }: { readonly paymentId: string }) {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['documents', paymentId],
    queryFn: () => api.get('/api/v1/documents', { params: { query: { paymentId } } }),
    refetchInterval: ({ state }) =>
      state.data?.items.length === 0 && state.dataUpdateCount < LOOKS && LOOK_AGAIN_MS,
  });
  if (!data || data.items.length === 0) return null;
  return (
    <div className="actions">
      {data.items.map((document) => (
        <DocumentButton key={document.number} {...{ document, paymentId }} />
      ))}
    </div>
  );
}

const SHOWN = ['receipt', 'credit_note', 'credit_note_reversal'] as const;

interface DocumentButtonProps {
  readonly document: PaymentDocument;
  readonly paymentId: string;
}

function DocumentButton({ document: { kind, number, refundId }, paymentId }: DocumentButtonProps) {
  const t = useTexts();
  const api = useApi();
  const shown = SHOWN.find((one) => one === kind);
  if (!shown) return null;
  return (
    <SaveButton
      label={t(`lessons.document.${shown}`, { number })}
      name={`${number}.pdf`}
      type="application/pdf"
      load={() => loadDocument(api, { kind: shown, paymentId, refundId })}
    />
  );
}
