export type Cell = string | string[] | null

/** A row as a probe needs it. */
export interface LabelledText {
  id: string
  text: string
  labels: Record<string, Cell>
}

/** `one`: a row has one of the classes. `several`: it has any number of them. */
export type Kind = 'one' | 'several'

/** A column that can be learned. Classes in the order of their rows, the commonest first. */
export interface Label {
  name: string
  kind: Kind
  classes: { name: string; rows: number }[]
}

/** More classes are seldom a label, and no picture of them can be read. */
export const MOST_CLASSES = 50

/** What stands in that column over all rows, in whatever number of classes. */
export function labelOf(name: string, rows: readonly LabelledText[]): Label {
  const counts = new Map<string, number>()
  let isList = false
  for (const { labels } of rows) {
    const cell = labels[name]
    if (Array.isArray(cell)) isList = true
    for (const value of valuesOf(cell)) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const classes = [...counts]
    .map(([value, n]) => ({ name: value, rows: n }))
    .sort((a, b) => b.rows - a.rows || (a.name < b.name ? -1 : 1))
  return { name, kind: isList ? 'several' : 'one', classes }
}

/** A list of one value is no other than the value; twice the same counts once. */
export const valuesOf = (cell: Cell | undefined): string[] =>
  cell === null || cell === undefined ? [] : [...new Set([cell].flat())]

export const canBeLearned = ({ classes }: Label, most = MOST_CLASSES): boolean =>
  classes.length >= 2 && classes.length <= most
