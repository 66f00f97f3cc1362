import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { KycCase } from '@edu/client';
import { ApiError, NetworkError } from '@edu/client';
import { ErrorNotice, Notice, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { dayText, knownPiece } from '../checks.ts';
import { openSealed } from './open-sealed.ts';

interface EvidenceProps {
  readonly document: KycCase['documents'][number];
  /** Whether the reader works on the case: only then it opens. */
  readonly isMine: boolean;
}

/** One document of a case, opened on this device. */
export function Evidence({ document, isMine }: EvidenceProps) {
  const { locale, t } = useReader();
  const { piece, deletedAt } = document;
  const known = knownPiece(piece);
  return (
    <figure className="evidence" data-piece={piece}>
      <figcaption>
        <strong>{known ? t(`verification.piece.${known}`) : piece}</strong>
      </figcaption>
      {deletedAt !== null ? (
        <p>{t('verification.case.deleted', { day: dayText(deletedAt, locale) })}</p>
      ) : isMine ? (
        <Opened document={document} />
      ) : (
        <p className="field-hint">{t('verification.case.locked')}</p>
      )}
    </figure>
  );
}

function Opened({ document }: Omit<EvidenceProps, 'isMine'>) {
  const { t } = useReader();
  const api = useApi();
  const { documentId, piece } = document;
  // Each time it is asked for stands in the log: once is enough, and nothing of it is kept.
  const opened = useQuery({
    queryKey: ['kyc-document', documentId],
    queryFn: async () => {
      const { url, ...seal } = await api.post('/api/v1/staff/kyc/documents/{documentId}/open', {
        params: { path: { documentId } },
        body: { reason: 'review' },
      });
      return openSealed(seal, await bytesAt(url));
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const address = useObjectUrl(opened.data);
  const { error } = opened;
  if (error instanceof ApiError || error instanceof NetworkError) {
    return <ErrorNotice error={error} onRetry={() => void opened.refetch()} />;
  }
  if (error) return <Notice tone="bad" title={t('verification.case.broken')} />;
  if (!address) return <p role="status">{t('verification.case.loading')}</p>;
  const known = knownPiece(piece);
  return opened.data!.type.startsWith('image/') ? (
    <img src={address} alt={known ? t(`verification.piece.${known}`) : piece} />
  ) : (
    <a className="button quiet" href={address} download={`${documentId}.pdf`}>
      {t('verification.case.pdf')}
    </a>
  );
}

/** @throws NetworkError */
async function bytesAt(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok) throw new NetworkError('the document was not fetched');
  return new Uint8Array(await response.arrayBuffer());
}

/** Where this page shows it; gone along with the page. */
function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!blob) return undefined;
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return address;
}
