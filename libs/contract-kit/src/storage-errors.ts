import { defineErrors } from './problem.ts';

/** What the links of the local storage answer. */
export const storageErrors = defineErrors('storage', {
  badLink: {
    status: 403,
    title: 'This link is not valid, or not any more',
    detail: 'Ask for a new one.',
  },
  noObject: { status: 404, title: 'There is no such file, or not any more' },
  otherFile: {
    status: 422,
    title: 'This is not the file that was announced',
    detail: 'Ask for a new link, for exactly the file that is sent.',
  },
  otherType: {
    status: 415,
    title: 'This is not the kind of file that was announced',
    detail: 'Send it with the headers that came with the link.',
  },
  badRange: { status: 416, title: 'The file has no such part' },
});
