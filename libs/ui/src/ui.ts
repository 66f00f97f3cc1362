export { Avatar } from './avatar.tsx';
export { Icon, type IconName } from './icon.tsx';
export { countryName, languageName, zoneName } from './names.ts';
export { ReaderProvider, useReader, useTexts, type TextsOf } from './texts.tsx';
