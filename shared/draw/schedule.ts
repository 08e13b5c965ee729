/** Which cell is whose: a cell is a combination of the values that are met by quota. */
export interface Schedule {
  cells: number
  /** Samples after which every cell had its share exactly. */
  period: number
  /** Samples of a cell in each period. */
  weight(cell: number): number
  /** The cell of sample number `i`, and how many samples before it are of the same. */
  at(i: number): { cell: number; before: number }
  /** Of the samples from `start` on and before `i`, how many are of the same cell as `i`. Where all periods are alike. */
  since(start: number, i: number): number
  /** The most samples that one cell has among any `count` that follow each other. */
  most(cell: number, count: number): number
}

/** Where nothing is met by quota. */
export const oneCell: Schedule = {
  cells: 1,
  period: 1,
  weight: () => 1,
  at: (i) => ({ cell: 0, before: i }),
  since: (start, i) => i - start,
  most: (_, count) => count,
}
