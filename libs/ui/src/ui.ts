export { ReaderProvider, useReader, useTexts, type TextsOf } from './texts.tsx';
