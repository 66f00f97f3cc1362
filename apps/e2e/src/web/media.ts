import type { Page } from 'playwright-core';

/** What is used here of a browser, whose types this project does not have. */
declare const document: {
  querySelectorAll(selector: 'audio'): Iterable<{ readonly srcObject: object }>;
  querySelector(selector: 'video.big'): { videoWidth: number; currentTime: number } | null;
};
declare const AudioContext: new () => {
  createMediaStreamSource(stream: object): { connect(node: object): void };
  close(): Promise<void>;
};
declare const AnalyserNode: new (
  context: object,
  options: { fftSize: number },
) => { getFloatTimeDomainData(samples: Float32Array): void };

/** How loud the loudest moment of two seconds of what this page plays is, from 0 to 1. */
export function loudness(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 2_048 });
    for (const { srcObject } of document.querySelectorAll('audio')) {
      context.createMediaStreamSource(srcObject).connect(analyser);
    }
    const samples = new Float32Array(2_048);
    let loudest = 0;
    for (const end = performance.now() + 2_000; performance.now() < end;) {
      await new Promise((resolve) => setTimeout(resolve, 40));
      analyser.getFloatTimeDomainData(samples);
      loudest = Math.max(loudest, ...samples.map(Math.abs));
    }
    await context.close();
    return loudest;
  });
}

/** Seconds of the other's pictures that this page has shown. */
export function secondsShown(page: Page): Promise<number> {
  return page.evaluate(() => {
    const video = document.querySelector('video.big');
    return video && video.videoWidth > 0 ? video.currentTime : 0;
  });
}
