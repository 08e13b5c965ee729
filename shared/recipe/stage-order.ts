/** What each stage needs, by name, in the order of the recipe. */
export type Needs = ReadonlyMap<string, readonly string[]>

/** Every stage after what it needs, otherwise in the order of the recipe; or a circle, whose last one needs its first. */
export function stageOrder(needs: Needs): { order: string[] } | { circle: string[] } {
  const order = new Set<string>()
  const circle = firstOf([...needs.keys()], (stage) => visit(stage, [], needs, order))
  return circle === undefined ? { order: [...order] } : { circle }
}

function visit(stage: string, way: readonly string[], needs: Needs, order: Set<string>): string[] | undefined {
  if (order.has(stage)) return undefined
  if (way.includes(stage)) return way.slice(way.indexOf(stage))
  const circle = firstOf(needs.get(stage) ?? [], (need) => visit(need, [...way, stage], needs, order))
  if (circle === undefined) order.add(stage)
  return circle
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}

/** The stages whose text no other stage needs. */
export function lastStages(needs: Needs): string[] {
  const needed = new Set([...needs.values()].flat())
  return [...needs.keys()].filter((stage) => !needed.has(stage))
}
