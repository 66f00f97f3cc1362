import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useReader } from '@edu/ui';
import { moved, rounded, wholeOf, ZOOM_STEPS, zoomed, type Crop } from './crop.ts';

interface CropEditorProps {
  readonly image: HTMLImageElement;
  /** Undefined while nothing is sent; a share of 1. */
  readonly progress: number | undefined;
  readonly onUse: (crop: Crop) => void;
}

/** Of the square's side, for each press of a key. */
const STEP = 0.05;
const KEYS: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** Which square of a picture is shown: drawn along or moved by arrow keys, closer by a slider. */
export function CropEditor({ image, progress, onUse }: CropEditorProps) {
  const { t } = useReader();
  const picture = { width: image.naturalWidth, height: image.naturalHeight };
  const [crop, setCrop] = useState(() => wholeOf(picture));
  const [step, setStep] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  const percent = (pixels: number) => `${(pixels / crop.size) * 100}%`;
  const isSending = progress !== undefined;

  const press = (event: KeyboardEvent) => {
    const by = KEYS[event.key];
    if (!by) return;
    event.preventDefault();
    setCrop(moved(picture, crop, ...by));
  };
  const drag = (event: PointerEvent) => {
    if (!frame.current?.hasPointerCapture(event.pointerId)) return;
    const { width, height } = frame.current.getBoundingClientRect();
    // The picture follows the finger, so the square goes the other way.
    setCrop(moved(picture, crop, -event.movementX / width, -event.movementY / height));
  };

  return (
    <div className="crop-editor">
      <p className="field-hint" id="crop-hint">
        {t('teaching.photo.crop.hint')}
      </p>
      <div
        ref={frame}
        className="crop-frame"
        role="group"
        tabIndex={0}
        aria-label={t('teaching.photo.crop.frame')}
        aria-describedby="crop-hint"
        onKeyDown={press}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
      >
        <img
          src={image.src}
          alt=""
          draggable={false}
          style={{
            width: percent(picture.width),
            height: percent(picture.height),
            left: percent(-crop.left),
            top: percent(-crop.top),
          }}
        />
      </div>
      <label>
        {t('teaching.photo.crop.zoom')}
        <input
          type="range"
          min={0}
          max={ZOOM_STEPS}
          value={step}
          onChange={({ target }) => {
            setStep(Number(target.value));
            setCrop(zoomed(picture, crop, Number(target.value)));
          }}
        />
      </label>
      {isSending && (
        <progress value={progress} max={1}>
          {t('teaching.photo.sending')}
        </progress>
      )}
      <p aria-live="polite">{isSending && t('teaching.photo.sending')}</p>
      <button
        type="button"
        aria-disabled={isSending}
        onClick={() => !isSending && onUse(rounded(picture, crop))}
      >
        {t('teaching.photo.use')}
      </button>
    </div>
  );
}
