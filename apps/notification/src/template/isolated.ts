/** First strong isolate and its end: what is between them has its own direction (Unicode UAX 9). */
export const FSI = '\u2068';
export const PDI = '\u2069';

/** A text of a person, which leaves the order of the words around it alone. */
export const isolated = (text: string) => `${FSI}${text}${PDI}`;
