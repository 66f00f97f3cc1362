import { describe, expect, it } from 'vitest';
import { VideoLink } from './video-link.ts';

const youtube = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ';

describe('the link to a video', () => {
  it.each([
    [youtube, youtube],
    [' https://youtu.be/dQw4w9WgXcQ?si=spy ', youtube],
    ['https://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=9s', youtube],
    ['https://youtube.com/shorts/dQw4w9WgXcQ', youtube],
    ['https://www.youtube.com/embed/dQw4w9WgXcQ#a', youtube],
    ['HTTPS://WWW.YOUTUBE.COM/watch?v=dQw4w9WgXcQ', youtube],
    ['https://vimeo.com/76979871', 'https://vimeo.com/76979871'],
    ['https://player.vimeo.com/video/76979871?autoplay=1', 'https://vimeo.com/76979871'],
    ['https://vimeo.com/76979871/8272103f6e', 'https://vimeo.com/76979871/8272103f6e'],
    ['https://dai.ly/x8abcde', 'https://www.dailymotion.com/video/x8abcde'],
    [
      'https://www.dailymotion.com/embed/video/x8abcde',
      'https://www.dailymotion.com/video/x8abcde',
    ],
  ])('%s is %s', (given, taken) => expect(VideoLink.parse(given)).toBe(taken));

  it.each([
    'http://www.youtube.com/watch?v=dQw4w9WgXcQ',
    'javascript:alert(1)//youtube.com/watch?v=dQw4w9WgXcQ',
    'data:text/html,https://youtu.be/dQw4w9WgXcQ',
    'https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ',
    'https://evil.example/?https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://evilyoutube.com/watch?v=dQw4w9WgXcQ',
    'https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ',
    'https://awa:pw@www.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ',
    'https://www.yоutube.com/watch?v=dQw4w9WgXcQ',
    'https://www.youtube.com/redirect?q=https://evil.example&v=dQw4w9WgXcQ',
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ"onload="x',
    'https://www.youtube.com/@channel',
    'https://www.youtube.com/watch?v=short',
    'https://vimeo.com/channels/staffpicks',
    'https://drive.google.com/file/d/1',
    '//youtu.be/dQw4w9WgXcQ',
    'youtu.be/dQw4w9WgXcQ',
    '',
    `https://youtu.be/dQw4w9WgXcQ?${'x'.repeat(300)}`,
  ])('%s is refused', (given) => expect(VideoLink.safeParse(given).success).toBe(false));
});
