/** First strong isolate and its end: what is between them has its own direction (Unicode UAX 9). */
export const FSI = '\u2068';
export const PDI = '\u2069';

/**
 * A text of a person, as it is put into a text of ours: in whichever direction it is written, it
 * leaves the order of the words around it alone. Isolates within it would end this one too early.
 */
export const isolated = (text: string) => FSI + text.replace(/[\u2066-\u2069]/g, '') + PDI;
