import { z } from 'zod';

export const geocodingEnv = {
  /** Who knows where places are: the list in memory alone, or `nominatim` and that list where it fails. */
  GEOCODING_BY: z.enum(['gazetteer', 'nominatim']).default('gazetteer'),
  NOMINATIM_URL: z.url({ protocol: /^https?$/ }).default('https://nominatim.openstreetmap.org'),
  /** Where its operators reach those who run this platform: an e-mail address or a page. */
  NOMINATIM_CONTACT: z.string().min(5).max(200).optional(),
};
