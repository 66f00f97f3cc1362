import { expect, it } from 'vitest';
import { languageOf } from './language.ts';

it.each([
  ['Votre code', 'fr'],
  ['EduConnect - Votre code. 123456 est votre code pour votre inscription.', 'fr'],
  ['Cours confirmé : votre cours avec Awa', 'fr'],
  ['Your code', 'en'],
  ['EduConnect - Your code. 123456 is your code for your sign-up.', 'en'],
  ['Lesson confirmed: your lesson with Awa, Tuesday', 'en'],
] as const)('%s is %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});
