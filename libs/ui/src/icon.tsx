/** Drawn on 24 by 24, by a line. */
const PATHS = {
  pin: 'M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.5C5 14.8 12 21 12 21Zm0-9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  video: 'M4 6.5h10.5v11H4zM14.5 11l5.5-3v8l-5.5-3',
  home: 'M4 11.5 12 5l8 6.5M6.5 10v9h11v-9M10.5 19v-5h3v5',
  speech: 'M5 5h14v10.5h-8L7 19v-3.5H5z',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3.5 2',
  shield: 'M12 3.5 5 6v5.5c0 4.3 3 7.5 7 9 4-1.5 7-4.7 7-9V6zM9 11.8l2.2 2.2L15.2 10',
  book: 'M12 6.5C10 5 7.5 4.7 4.5 5v13c3-.3 5.5 0 7.5 1.5m0-13C14 5 16.5 4.7 19.5 5v13c-3-.3-5.5 0-7.5 1.5m0-13v13',
  next: 'm9.5 5.5 6.5 6.5-6.5 6.5',
  previous: 'M14.5 5.5 8 12l6.5 6.5',
  close: 'm6.5 6.5 11 11m0-11-11 11',
  search: 'M10.8 17.5a6.7 6.7 0 1 0 0-13.4 6.7 6.7 0 0 0 0 13.4Zm4.9-1.8 4.8 4.8',
  share:
    'm8.3 11.3 7.4-3.6m-7.4 5 7.4 3.600M6 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm12-6a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm0 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  signal: 'M5 19v-4m4.7 4v-7.5m4.6 7.5V8.5M19 19V5',
} as const;

export type IconName = keyof typeof PATHS;

/** Says nothing that the words beside it do not say. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
