import type { Finding } from './explain.ts'
import { suggestion } from './nearest.ts'
import type { Output, Recipe, Split, Twins } from './recipe.ts'

/** Of either: few enough that a small test says little, and enough that a thousand rows have fifty. */
export const SHARE = 0.05

export const TWINS: Twins = { do: 'drop', threshold: 0.8 }

/** What becomes of twins. */
export const twinsOf = ({ output }: Pick<Recipe, 'output'>): Twins => output.twins ?? TWINS

/** How the rows of a recipe are parted. Without a word of it, and with documents, by those: none is in two splits. */
export function splitOf({ output: { split }, entities }: Pick<Recipe, 'output' | 'entities'>): Split {
  if (split === false) return { validation: 0, test: 0 }
  const own = split ?? { validation: SHARE, test: SHARE }
  if (own.by !== undefined || own.evenly !== undefined) return own
  const documents = Object.keys(entities).filter((name) => entities[name]!.kind === 'documents')
  return documents.length === 0 ? own : { ...own, by: documents }
}

/** What a recipe says of its splits and cannot be. */
export function splitFindings({ split }: Pick<Output, 'split'>, entities: readonly string[]): Finding[] {
  if (split === undefined || split === false) return []
  return (['by', 'evenly'] as const).flatMap((field) =>
    (split[field] ?? [])
      .filter((name) => !entities.includes(name))
      .map((name) => ({
        at: ['output', 'split', field],
        message: `names "${name}", which is not an entity${suggestion(name, entities)}`,
      })),
  )
}
