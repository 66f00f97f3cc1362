/**
 * How documents look. All that they say comes as JSON: nothing of it is ever read as Typst. The colours
 * are those of `libs/ui/src/tokens.css`.
 */
export const PAPER = String.raw`
#let view = json(bytes(sys.inputs.view))
#let qr = sys.inputs.at("qr", default: none)
#let brand = rgb("#0b6353")
#let ink = rgb("#17251f")
#let soft = rgb("#4a5852")
#let hairline = rgb("#d9d6ca")
#let sunken = rgb("#f3f1e9")
#let at = view.at

#set document(
  title: view.title + " " + view.subtitle,
  author: view.issuer.name,
  date: datetime(
    year: int(at.slice(0, 4)), month: int(at.slice(5, 7)), day: int(at.slice(8, 10)),
    hour: int(at.slice(11, 13)), minute: int(at.slice(14, 16)), second: int(at.slice(17, 19)),
  ),
)
#set text(
  font: ("Noto Sans", "Noto Sans Arabic"),
  size: 10pt,
  lang: view.lang,
  fill: ink,
  number-width: "tabular",
)
#set par(leading: 0.6em, spacing: 0.9em)
#set page(
  paper: "a4",
  margin: (x: 22mm, top: 20mm, bottom: 24mm),
  footer: context {
    set text(size: 8pt, fill: soft)
    line(length: 100%, stroke: 0.5pt + hairline)
    v(-2pt)
    grid(
      columns: (1fr, auto),
      [#view.issuer.name · #view.title #view.subtitle],
      [#counter(page).display() / #counter(page).final().first()],
    )
  },
)

#let label(text-of) = text(size: 8.5pt, fill: soft, text-of)

#grid(
  columns: (1fr, auto),
  column-gutter: 10mm,
  {
    set par(leading: 0.5em)
    text(size: 17pt, weight: "bold", fill: brand, view.issuer.name)
    for detail in view.issuer.details {
      linebreak()
      text(size: 8.5pt, fill: soft, detail)
    }
  },
  align(right, {
    text(size: 17pt, weight: "bold", view.title)
    linebreak()
    text(size: 10pt, fill: soft, view.subtitle)
  }),
)
#v(1mm)
#line(length: 100%, stroke: 2pt + brand)
#v(5mm)

#grid(
  columns: (1fr, 1fr),
  column-gutter: 10mm,
  {
    label(view.party.label)
    linebreak()
    text(size: 12pt, weight: "bold", view.party.name)
  },
  grid(
    columns: (auto, 1fr),
    column-gutter: 5mm,
    row-gutter: 2.2mm,
    align: bottom,
    ..view.facts.map(((name, value)) => (label(name), value)).flatten(),
  ),
)
#v(7mm)

#let wide = view.columns.enumerate().filter(((_, column)) => not column.isAmount).last().first()
#let cell(row, index) = {
  let value = row.cells.at(index)
  if view.columns.at(index).isAmount { return align(right, box(value)) }
  value
  if index == wide and row.detail != "" {
    linebreak()
    text(size: 8.5pt, fill: soft, row.detail)
  }
}
#table(
  columns: range(view.columns.len()).map(index => if index == wide { 1fr } else { auto }),
  inset: if view.columns.len() > 2 { (x: 2mm, y: 1.5mm) } else { (x: 2.5mm, y: 2.4mm) },
  stroke: (_, y) => if y > 0 { (bottom: 0.5pt + hairline) },
  fill: (_, y) => if y == 0 { sunken },
  table.header(..view.columns.map(column => align(
    if column.isAmount { right } else { start },
    text(size: 8.5pt, weight: "bold", fill: soft, column.label),
  ))),
  ..view.rows.map(row => range(view.columns.len()).map(index => cell(row, index))).flatten(),
)

#v(1mm)
#align(right, block(breakable: false, grid(
  columns: (auto, auto),
  column-gutter: 8mm,
  row-gutter: 2.5mm,
  inset: (x: 2.5mm),
  align: (start, right),
  ..view.totals.enumerate().map(((index, (name, amount))) => {
    let size = if index + 1 == view.totals.len() { 13pt } else { 10pt }
    (text(size: 10pt, weight: "bold", name), text(size: size, weight: "bold", fill: brand, box(amount)))
  }).flatten(),
)))

#v(6mm)
#for note in view.notes { par(text(size: 9pt, fill: soft, note)) }

#if view.proof != none {
  v(5mm)
  block(breakable: false, width: 100%, fill: sunken, radius: 2mm, inset: 4mm, grid(
    columns: (auto, 1fr),
    column-gutter: 5mm,
    align: horizon,
    if qr != none { image(bytes(qr), format: "svg", width: 22mm, alt: view.proof.url) },
    {
      label(view.proof.text)
      linebreak()
      text(size: 12pt, weight: "bold", tracking: 0.5pt, view.proof.code)
      linebreak()
      text(size: 8.5pt, fill: brand, link(view.proof.url))
    },
  ))
}
`;
