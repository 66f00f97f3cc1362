import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { KycVerification } from '@edu/client';
import { ErrorNotice, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { knownPiece, type Check } from './checks.ts';
import { sendDocument } from './send-document.ts';

interface PieceRowProps {
  readonly check: Check;
  readonly piece: KycVerification['pieces'][number];
  readonly onChange: (changed: KycVerification) => void;
}

const PICTURES = 'image/jpeg,image/png,image/webp';
const ALL = `${PICTURES},application/pdf`;

/** One part of what is sent: whether it is there, and how to send it. */
export function PieceRow({ check, piece: { piece, needed, sentAt }, onChange }: PieceRowProps) {
  const { t } = useReader();
  const api = useApi();
  const id = useId();
  const [progress, setProgress] = useState(0);
  const known = knownPiece(piece);
  const send = useMutation({
    mutationFn: (file: File) => {
      setProgress(0);
      return sendDocument(api, { check, piece: known!, file }, setProgress);
    },
    onSuccess: onChange,
  });
  // One of a release to come.
  if (!known) return null;
  const choose = ({ target }: React.ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (!file || send.isPending) return;
    send.mutate(file);
    // The same file may be chosen again.
    target.value = '';
  };
  const file = { type: 'file', className: 'visually-hidden', onChange: choose } as const;
  return (
    <li className="piece" data-piece={piece}>
      <p id={id}>
        {t(`verification.piece.${known}`)}
        {!needed && <small> ({t('verification.optional')})</small>}
        {sentAt && (
          <>
            {' '}
            <span className="tag">{t('verification.sent')}</span>
          </>
        )}
      </p>
      {send.isPending ? (
        <p role="status">
          {t('verification.progress', { percent: String(Math.round(progress * 100)) })}
        </p>
      ) : (
        <p className="actions">
          <label className="button quiet file-button">
            <input {...file} accept={ALL} aria-describedby={id} />
            {t(sentAt ? 'verification.another' : 'verification.choose')}
          </label>
          <label className="button quiet file-button touch-only">
            <input
              {...file}
              accept={PICTURES}
              capture={known === 'selfie' ? 'user' : 'environment'}
              aria-describedby={id}
            />
            {t('verification.take')}
          </label>
        </p>
      )}
      {send.error && <ErrorNotice error={send.error} />}
    </li>
  );
}
