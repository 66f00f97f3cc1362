/**
 * Opens a device of this kind, and names those that there are, which browsers do once one is open.
 *
 * @throws DOMException of `getUserMedia`
 */
export async function openDevice(
  kind: 'microphone' | 'camera',
  deviceId?: string,
): Promise<{ stream: MediaStream; devices: MediaDeviceInfo[] }> {
  const wanted: MediaTrackConstraints = deviceId ? { deviceId: { exact: deviceId } } : {};
  // Where pages are not secure, browsers have no devices at all.
  const media = navigator.mediaDevices as MediaDevices | undefined;
  if (!media) throw new DOMException('no devices here', 'NotSupportedError');
  const stream = await media.getUserMedia(
    kind === 'microphone' ? { audio: wanted } : { video: { ...wanted, width: 640, height: 360 } },
  );
  const sort = kind === 'microphone' ? 'audioinput' : 'videoinput';
  const devices = (await media.enumerateDevices()).filter((device) => device.kind === sort);
  return { stream, devices };
}

/**
 * Says how loud a stream is, from 0 to 1, some times a second.
 *
 * @returns stops it
 */
export function watchLevel(stream: MediaStream, onLevel: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 512 });
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length;
    // Speech lies between -50 and -10 dB of what a microphone can take.
    onLevel(Math.min(1, Math.max(0, (10 * Math.log10(power || 1e-10) + 50) / 40)));
  }, 100);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}

/** Half a second of a soft tone. */
export function playTone(): void {
  const context = new AudioContext();
  const oscillator = new OscillatorNode(context, { frequency: 440 });
  const gain = new GainNode(context, { gain: 0.2 });
  oscillator.connect(gain).connect(context.destination);
  oscillator.onended = () => void context.close();
  oscillator.start();
  oscillator.stop(context.currentTime + 0.5);
}
