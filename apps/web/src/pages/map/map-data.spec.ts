import { expect, it } from 'vitest';
import { placesOf } from './map-data.ts';

const cocody = { lat: 5.36, lng: -3.98 };

it('puts people with the same place together, and leaves out those without', () => {
  const people = [
    { name: 'Awa', href: '/a', location: cocody },
    { name: 'Online', href: '/o', location: null },
    { name: 'Koffi', href: '/k', location: { lat: 5.3, lng: -4 } },
    { name: 'Binta', href: '/b', location: { ...cocody } },
  ];
  expect(placesOf(people)).toEqual([
    {
      ...cocody,
      people: [
        { name: 'Awa', href: '/a' },
        { name: 'Binta', href: '/b' },
      ],
    },
    { lat: 5.3, lng: -4, people: [{ name: 'Koffi', href: '/k' }] },
  ]);
});
