import type { Draw } from './draw.ts'

/** A digit of a combination: one entity, or a family of entities that depend on each other. */
export interface Part {
  size: bigint
  /** Writes what digit `rank` stands for. */
  put(rank: number | bigint, into: Draw): void
}

/** All combinations of parts that do not depend on each other, numbered from 0. */
export interface Space {
  size: bigint
  /** Writes what combination number `index` holds. */
  put(index: number | bigint, into: Draw): void
}

/** A mixed-radix number system. */
export function spaceOf(parts: readonly Part[]): Space {
  const radices = parts.map(({ size }) => Number(size))
  return {
    size: parts.reduce((product, { size }) => product * size, 1n),
    put(index, into) {
      let rest = index
      for (let digit = 0; digit < parts.length; digit++) {
        const part = parts[digit]!
        if (typeof rest === 'bigint') {
          part.put(rest % part.size, into)
          rest /= part.size
        } else {
          const radix = radices[digit]!
          const rank = rest % radix
          part.put(rank, into)
          rest = (rest - rank) / radix
        }
      }
    },
  }
}
