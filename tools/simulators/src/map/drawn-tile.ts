/** Pixels of a side. */
const SIDE = 256;

/** A tile that anybody sees to be made up: two streets, and which tile it is. */
export function drawnTile({ z, x, y }: { z: number; x: number; y: number }): string {
  // Streets meet those of the next tile, and no two tiles look the same.
  const bend = (x * 7 + y * 13) % 5;
  const middle = SIDE / 2;
  const curve = `C${middle + bend * 12} 90 ${middle - bend * 12} 170 ${middle} ${SIDE}`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}">` +
    `<rect width="${SIDE}" height="${SIDE}" fill="#e9efe4"/>` +
    `<g fill="none" stroke="#fff" stroke-width="12"><path d="M0 ${middle}H${SIDE}"/><path d="M${middle} 0${curve}"/></g>` +
    `<rect width="${SIDE}" height="${SIDE}" fill="none" stroke="#c9d3c2"/>` +
    `<text x="8" y="20" font-family="sans-serif" font-size="12" fill="#4a5852">${z}/${x}/${y}</text></svg>`
  );
}
