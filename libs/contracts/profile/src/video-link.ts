import { fieldRule } from '@edu/contract-kit';
import { z } from 'zod';

interface VideoHost {
  readonly hosts: readonly string[];
  /** The id of the one video that a path with its query names. */
  readonly id: RegExp;
  /** Its one address. */
  readonly address: (id: string) => string;
}

/** Where an introduction may be, and how addresses of one video are written there. */
const HOSTS: readonly VideoHost[] = [
  {
    hosts: ['www.youtube.com', 'youtube.com', 'm.youtube.com'],
    id: /^\/(?:watch\?(?:.*&)?v=|shorts\/|embed\/|live\/)([\w-]{11})(?:[?&].*)?$/,
    address: (id) => `https://www.youtube.com/watch?v=${id}`,
  },
  {
    hosts: ['youtu.be'],
    id: /^\/([\w-]{11})(?:\?.*)?$/,
    address: (id) => `https://www.youtube.com/watch?v=${id}`,
  },
  {
    // An unlisted one has a second part.
    hosts: ['vimeo.com', 'www.vimeo.com', 'player.vimeo.com'],
    id: /^\/(?:video\/)?(\d{5,12}(?:\/[0-9a-f]{6,16})?)(?:\?.*)?$/,
    address: (id) => `https://vimeo.com/${id}`,
  },
  {
    hosts: ['www.dailymotion.com', 'dailymotion.com'],
    id: /^\/(?:embed\/)?video\/([a-z0-9]{5,12})(?:\?.*)?$/,
    address: (id) => `https://www.dailymotion.com/video/${id}`,
  },
  {
    hosts: ['dai.ly'],
    id: /^\/([a-z0-9]{5,12})(?:\?.*)?$/,
    address: (id) => `https://www.dailymotion.com/video/${id}`,
  },
];

/** The one address of the video that a link leads to; undefined when it leads anywhere else. */
export function videoAddress(link: string): string | undefined {
  const url = URL.parse(link.trim());
  if (url?.protocol !== 'https:' || url.port || url.username || url.password) return undefined;
  const host = HOSTS.find(({ hosts }) => hosts.includes(url.hostname));
  const id = host?.id.exec(url.pathname + url.search)?.[1];
  return host && id && host.address(id);
}

/** A video of the person on one of the known hosts; kept as its one address, without what follows whom. */
export const VideoLink = z
  .string()
  .max(300)
  .overwrite((link) => videoAddress(link) ?? link)
  .refine((link) => videoAddress(link) === link, fieldRule('bad_video_link'))
  .meta({
    description: 'A video in which the person introduces themselves: YouTube, Vimeo, Dailymotion.',
    examples: ['https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
  });
