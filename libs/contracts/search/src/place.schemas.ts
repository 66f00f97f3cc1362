import { GeoPoint, line } from '@edu/contract-kit';
import { z } from 'zod';

const limit = z.int().min(1).max(20).default(8).describe('How many places at most.');

export const FindPlaces = z
  .strictObject({
    q: line(60, 1).meta({
      description: 'How the name begins; those of the city and the country may follow.',
      examples: ['abid'],
    }),
    limit,
  })
  .meta({ id: 'FindPlaces', description: 'Which places.' });

const Place = z
  .object({
    name: z
      .string()
      .meta({ description: 'Its name, in the language of the reader.', examples: ['Cocody'] }),
    within: z
      .string()
      .nullable()
      .meta({
        description: 'The city that it is a part of or close to; null for a city.',
        examples: ['Abidjan'],
      }),
    country: z.string().meta({ description: 'Country (ISO 3166-1 alpha-2).', examples: ['CI'] }),
    location: GeoPoint.describe('Its centre, to about a kilometre.'),
  })
  .meta({ id: 'Place', description: 'A city, or a part of one.' });

export const Places = z
  .object({ items: z.array(Place).describe('Those that are most likely meant first.') })
  .meta({ id: 'Places', description: 'Places that begin like the text.' });

export const LookUpPlace = z
  .strictObject({
    q: line(120, 1).meta({
      description: 'A place in somebody’s own words.',
      examples: ['Angré 8e tranche, Abidjan'],
    }),
    limit,
  })
  .meta({ id: 'LookUpPlace', description: 'Which place.' });

const Attribution = z
  .object({
    text: z
      .string()
      .meta({ description: 'What to show.', examples: ['© OpenStreetMap contributors'] }),
    url: z.string().meta({
      description: 'Where it leads.',
      examples: ['https://www.openstreetmap.org/copyright'],
    }),
  })
  .meta({ id: 'PlaceAttribution', description: 'Whom an answer is owed to.' });
const attribution = Attribution.nullable().describe(
  'To be shown beside the answer; null when nothing is owed.',
);

export const FoundPlaces = z
  .object({
    items: z.array(Place).describe('Those that are most likely meant first.'),
    attribution,
  })
  .meta({ id: 'FoundPlaces', description: 'Places that the words may mean.' });

export const NearestPlace = z
  .strictObject({
    lat: z
      .number()
      .min(-90)
      .max(90)
      .meta({ description: 'Degrees north; a hundredth is exact enough.', examples: [5.36] }),
    lng: z
      .number()
      .min(-180)
      .max(180)
      .meta({ description: 'Degrees east; a hundredth is exact enough.', examples: [-3.99] }),
  })
  .meta({ id: 'NearestPlace', description: 'Around which point.' });

export const PlaceAround = z
  .object({
    place: Place.nullable().describe('Null far from every place that is known.'),
    attribution,
  })
  .meta({ id: 'PlaceAround', description: 'The place around a point.' });
