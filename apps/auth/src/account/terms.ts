/** The terms of use that whoever signs up agrees to; another text needs another version. */
export const TERMS_VERSION = '2026-11';
