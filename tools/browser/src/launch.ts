import { chromium, type Browser } from 'playwright-core';

/** It asks nobody outside this machine for anything. */
const ALONE = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Microphone and camera that are always there and always the same. */
const FAKE_MEDIA = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];

/** Starts a browser without a window. Who starts it closes it. */
export function launchChromium(path: string, { media = false } = {}): Promise<Browser> {
  // Chromium's sandbox does not start for root, as whom containers and CI run.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath: path,
    args: [...ALONE, ...asRoot, ...(media ? FAKE_MEDIA : [])],
  });
}
