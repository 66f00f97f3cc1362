import { useMutation } from '@tanstack/react-query';
import { ErrorNotice } from '@edu/ui';
import { saveFile } from './save-file.ts';

interface SaveButtonProps {
  readonly label: string;
  /** What the file is called. */
  readonly name: string;
  /** Its media type. */
  readonly type: string;
  readonly load: () => Promise<string | Blob>;
}

/** Fetches a text, or bytes, when it is pressed, and saves it as a file. */
export function SaveButton({ label, name, type, load }: SaveButtonProps) {
  const file = useMutation({
    mutationFn: load,
    onSuccess: (content) => saveFile(name, type, content),
  });
  return (
    <>
      <button
        type="button"
        className="quiet"
        aria-disabled={file.isPending}
        onClick={() => !file.isPending && file.mutate()}
      >
        {label}
      </button>
      {file.error !== null && <ErrorNotice error={file.error} />}
    </>
  );
}
