/** One of a few choices, as an address. */
export interface SegmentLink {
  readonly label: string;
  readonly href: string;
  readonly chosen: boolean;
}

interface SegmentLinksProps {
  readonly label: string;
  /** Shows the label above them too. */
  readonly heading?: boolean;
  readonly options: readonly SegmentLink[];
}

/** A few choices beside each other, each a link: they work without JavaScript. */
export function SegmentLinks({ label, heading = false, options }: SegmentLinksProps) {
  return (
    <nav aria-label={label}>
      {heading && <h3>{label}</h3>}
      <ul className="segments">
        {options.map(({ label: text, href, chosen }) => (
          <li key={text}>
            <a href={href} aria-current={chosen || undefined} rel="nofollow">
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
