import type { z } from 'zod'
import { documentsOf } from './entities/documents.ts'
import type { Finding } from './explain.ts'
import type { Roles } from './formats.ts'
import type { Files } from './lists.ts'
import { suggestion } from './nearest.ts'
import type { Output as OutputSchema } from './output-schema.ts'
import type { Card, Decontamination, Output, Recipe, Split, Twins } from './recipe.ts'

type Written = z.infer<typeof OutputSchema>

/** Of either: few enough that a small test says little, and enough that a thousand rows have fifty. */
const SHARE = 0.05

/**
 * What becomes of a sample, with what was left out filled in and the files that it names read. Throws `FileError`, whose
 * message is for people.
 */
export function resolveOutput(text: string, written: Written = {}, files?: Files): Output {
  const { labels, rows, split, twins, decontaminate, formats, as, card } = written
  return {
    text,
    labels: { ...labels },
    ...(rows !== undefined && { rows }),
    ...(split !== undefined && { split: split === false ? false : resolveSplit(split) }),
    ...(twins !== undefined && { twins: resolveTwins(twins) }),
    ...(decontaminate !== undefined && { decontaminate: resolveTexts(decontaminate, files) }),
    ...(formats !== undefined && { formats }),
    ...(as !== undefined && { as: resolveRoles(as) }),
    ...(card !== undefined && { card: present(card) }),
  }
}

function resolveSplit({
  validation = SHARE,
  test = SHARE,
  by,
  evenly,
}: Exclude<Written['split'], false | undefined>): Split {
  return {
    validation,
    test,
    ...(by !== undefined && { by: [by].flat() }),
    ...(evenly !== undefined && { evenly: [evenly].flat() }),
  }
}

const resolveRoles = (written: NonNullable<Written['as']>): Roles =>
  Object.fromEntries(
    Object.entries(written).flatMap(([role, labels]) => (labels === undefined ? [] : [[role, [labels].flat()]])),
  )

/** As GPT-3 and many since had it. */
export const OVERLAP_WORDS = 13

function resolveTexts(written: NonNullable<Written['decontaminate']>, files: Files | undefined): Decontamination {
  const { from, words = OVERLAP_WORDS } =
    typeof written === 'string' || Array.isArray(written) ? { from: written } : written
  if (typeof from !== 'string') return { from, words }
  return { from: documentsOf(from, files).map(({ name: _, ...fields }) => textIn(fields)), words }
}

/** Its text; of a record that has none all that it says. */
const textIn = ({ text, ...fields }: Record<string, unknown>): string =>
  typeof text === 'string'
    ? text
    : Object.values(fields)
        .filter((value) => typeof value === 'string')
        .join('\n')

const TWINS: Twins = { do: 'drop', threshold: 0.8 }

function resolveTwins(written: NonNullable<Written['twins']>): Twins {
  if (typeof written === 'string') return { ...TWINS, do: written }
  return { do: written.do ?? TWINS.do, threshold: written.threshold ?? TWINS.threshold }
}

/** What becomes of twins. */
export const twinsOf = ({ output }: Pick<Recipe, 'output'>): Twins => output.twins ?? TWINS

/** Without the fields that are undefined. */
const present = (card: NonNullable<Written['card']>): Card =>
  Object.fromEntries(Object.entries(card).filter(([, value]) => value !== undefined))

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
