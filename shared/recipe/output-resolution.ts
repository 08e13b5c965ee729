import type { z } from 'zod'
import { documentsOf } from './entities/documents.ts'
import type { Roles } from './formats.ts'
import type { Files } from './lists.ts'
import { SHARE, TWINS } from './output.ts'
import type { Output as OutputSchema } from './output-schema.ts'
import type { Card, Decontamination, Output, Split, Twins } from './recipe.ts'

type Written = z.infer<typeof OutputSchema>

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

function resolveTwins(written: NonNullable<Written['twins']>): Twins {
  if (typeof written === 'string') return { ...TWINS, do: written }
  return { do: written.do ?? TWINS.do, threshold: written.threshold ?? TWINS.threshold }
}

/** Without the fields that are undefined. */
const present = (card: NonNullable<Written['card']>): Card =>
  Object.fromEntries(Object.entries(card).filter(([, value]) => value !== undefined))
