import type { Track } from 'livekit-client';
import { useEffect, useRef } from 'react';

/** Plays somebody's speech. */
export function Sound({ track }: { readonly track: Track }) {
  const element = useRef<HTMLAudioElement>(null);
  useAttached(element, track);
  return <audio ref={element} />;
}

interface PictureProps {
  readonly track: Track;
  readonly label: string;
  readonly className: string;
}

/** Shows a camera or a screen. */
export function Picture({ track, label, className }: PictureProps) {
  const element = useRef<HTMLVideoElement>(null);
  useAttached(element, track);
  return <video ref={element} className={className} aria-label={label} playsInline muted />;
}

function useAttached(ref: React.RefObject<HTMLMediaElement | null>, track: Track): void {
  useEffect(() => {
    const element = ref.current!;
    track.attach(element);
    return () => void track.detach(element);
  }, [ref, track]);
}
