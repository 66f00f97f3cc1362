/** A hundredth of a degree is a kilometre: enough for a search, and nobody's house. */
const DECIMALS = 2;
const PATIENCE_MS = 10_000;

/** Lets the reader search around where they are, where the device can say so. */
export function nearMe(form: HTMLFormElement | null): void {
  const button = form?.querySelector<HTMLButtonElement>('.near-me');
  const status = form?.querySelector<HTMLElement>('.where [role=status]');
  const place = form?.querySelector<HTMLInputElement>('input[name=place]');
  if (!form || !button || !status || !place || !('geolocation' in navigator)) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    status.textContent = status.dataset['busy']!;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        place.value = '';
        set(form, 'lat', coords.latitude);
        set(form, 'lng', coords.longitude);
        form.requestSubmit();
      },
      () => (status.textContent = status.dataset['failed']!),
      { timeout: PATIENCE_MS, maximumAge: 600_000 },
    );
  });
}

function set(form: HTMLFormElement, name: string, value: number): void {
  let input = form.querySelector<HTMLInputElement>(`input[name=${name}]`);
  if (!input) {
    input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    form.append(input);
  }
  input.value = value.toFixed(DECIMALS);
}
