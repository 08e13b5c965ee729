/**
 * The candidate that `name` was most likely meant to be, if one is near enough to say so: at most one slip in three
 * characters. A slip is a character too many, missing, wrong, or swapped with its neighbour.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const allowed = Math.max(1, Math.floor(name.length / 3))
  let best: { candidate: string; slips: number } | undefined
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > allowed) continue
    const slips = slipsBetween(name.toLowerCase(), candidate.toLowerCase())
    if (slips <= allowed && slips < (best?.slips ?? Number.POSITIVE_INFINITY)) best = { candidate, slips }
  }
  return best?.candidate
}

/** `; did you mean "…"?`, or what there is to choose from, or nothing where that would be a long list. */
export function suggestion(name: string, candidates: readonly string[]): string {
  const near = nearest(name, candidates)
  if (near !== undefined) return `; did you mean "${near}"?`
  return candidates.length > 0 && candidates.length <= 12 ? `; there is ${candidates.join(', ')}` : ''
}

/** Optimal string alignment distance (https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance). */
function slipsBetween(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      let slips = Math.min(above[column]! + 1, current[column - 1]! + 1, above[column - 1]! + (same ? 0 : 1))
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        slips = Math.min(slips, before[column - 2]! + 1)
      }
      current.push(slips)
    }
    before = above
    above = current
  }
  return above[b.length]!
}
