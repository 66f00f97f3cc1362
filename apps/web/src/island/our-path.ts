/** Whether a text from an address leads to a page of ours; `//host` and `/\host` lead to other sites. */
export const isOurPath = (text: string): boolean => /^\/(fr|en)(\/[^/\\]|\?|$)/.test(text);
