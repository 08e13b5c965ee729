/** Of how often each of `cells` equally likely things was seen; those never seen count too. */
export function chiSquare(seen: readonly unknown[], cells: number): number {
  const counts = new Map<string, number>()
  for (const each of seen) {
    const key = JSON.stringify(each)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const expected = seen.length / cells
  const never = (cells - counts.size) * expected
  return [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, never)
}

/** What true chance passes less than once in a million times (Wilson and Hilferty's approximation). */
export function likelyBelow(cells: number): number {
  const freedom = cells - 1
  const third = 2 / (9 * freedom)
  return freedom * (1 - third + 4.9 * Math.sqrt(third)) ** 3
}
