/** Milliseconds without a key press before anybody is asked. */
const PAUSE_MS = 250;
/** Shorter texts fit too much. */
const MIN_LENGTH = 2;

interface Suggestion {
  readonly label: string;
}
interface Place {
  readonly name: string;
  readonly within: string | null;
}
type Item = Suggestion | Place;

/** Fills the lists of the form's fields while somebody types; without it the form works as well. */
export function suggest(form: Element | null): void {
  fill(form?.querySelector('input[name=what]'), '/api/v1/search/suggest');
  fill(form?.querySelector('input[name=place]'), '/api/v1/search/places');
}

function fill(input: HTMLInputElement | null | undefined, address: string): void {
  const list = input?.list;
  if (!input || !list) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | undefined;
  input.addEventListener('input', () => {
    clearTimeout(timer);
    asked?.abort();
    const text = input.value.trim();
    if (text.length < MIN_LENGTH) return;
    timer = setTimeout(() => {
      asked = new AbortController();
      const headers = { 'accept-language': document.documentElement.lang };
      fetch(`${address}?q=${encodeURIComponent(text)}`, { headers, signal: asked.signal })
        .then((answer) => (answer.ok ? (answer.json() as Promise<{ items: Item[] }>) : null))
        .then((found) => found && list.replaceChildren(...found.items.map(option)))
        .catch(() => undefined); // a suggestion that does not come is missed by nobody
    }, PAUSE_MS);
  });
}

function option(item: Item): HTMLOptionElement {
  const element = document.createElement('option');
  element.value =
    'label' in item ? item.label : item.name + (item.within ? `, ${item.within}` : '');
  return element;
}
