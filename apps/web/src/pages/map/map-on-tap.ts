import type { MapData } from './map-data.ts';

/** Lets whoever asks for the map of this page see it; nothing of it is loaded before. */
export function mapOnTap(): void {
  const opener = document.querySelector<HTMLElement>('[data-map]');
  const label = opener?.querySelector('[data-map-label]');
  const panel = document.getElementById('map');
  if (!opener || !label || !panel) return;
  const data = JSON.parse(opener.dataset['map']!) as MapData;
  const status = panel.querySelector('[role=status]')!;
  const canvas = panel.querySelector<HTMLElement>('.map-canvas')!;
  let isDrawn = false;

  const show = (open: boolean) => {
    panel.hidden = !open;
    label.textContent = open ? data.words.hide : data.words.show;
    opener.setAttribute('aria-expanded', String(open));
  };
  const draw = async () => {
    status.textContent = data.words.loading;
    try {
      const { drawMap } = await import('./drawn-map.ts');
      drawMap(canvas, data, () => (status.textContent = data.words.failed));
      status.textContent = '';
      isDrawn = true;
    } catch {
      // The connection broke: whoever asks again tries again.
      status.textContent = data.words.failed;
    }
  };

  opener.hidden = false;
  opener.setAttribute('aria-controls', panel.id);
  show(false);
  opener.addEventListener('click', (event) => {
    event.preventDefault();
    const opens = opener.getAttribute('aria-expanded') === 'false';
    show(opens);
    if (opens && !isDrawn) void draw();
  });
}
