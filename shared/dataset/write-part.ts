import { twinsOf } from '../recipe/output.ts'
import { keys, versionOf } from '../run/keys.ts'
import type { AggregateMessage } from '../run/message.ts'
import { dataFiles } from './data-files.ts'
import { formatFiles, formatsFor } from './format-files.ts'
import { type DecidedRows, judging } from './judging.ts'
import type { Outline } from './outline.ts'
import { PartFiles, type WrittenPart } from './part-files.ts'
import { pass, type Sink, samplesOf } from './pass.ts'
import type { PublishWorld } from './publish-world.ts'
import { openInspection } from './report/inspection.ts'
import { readRun } from './summary.ts'

export type WriteMessage = Extract<AggregateMessage, { do: 'write' }>

/**
 * Parts that are written apart: those of the outline, and one more where the recipe asks for formats. Some of these hold
 * what was there before, as a corpus that has each document once, so that one invocation writes all of them.
 */
export const partsToWrite = (outline: Outline, output: Parameters<typeof formatsFor>[0]): number =>
  outline.parts.length + (formatsFor(output, outline.columns).fit.length > 0 ? 1 : 0)

/** Writes one part of a dataset that was outlined. Who writes the last that was missing has the dataset published. */
export async function writePart({ run: id, n, blocks, part }: WriteMessage, world: PublishWorld): Promise<void> {
  const { store } = world
  const run = await readRun(store, id)
  const files = new PartFiles(store, id, n)
  const outline = await files.outline()
  if (outline === undefined) return
  const parts = partsToWrite(outline, run.recipe.output)
  if ((await files.missing(parts, run, n)).includes(part)) {
    await files.putWritten(part, await written(part, outline, files, { run, n, world }))
  }
  if ((await files.missing(parts, run, n)).length === 0) {
    await world.blocks?.send([{ body: { do: 'publish', run: id, n, blocks } }])
  }
}

async function written(
  part: number,
  { parts, columns, sumsOfAll }: Outline,
  files: PartFiles,
  { run, n, world }: { run: Awaited<ReturnType<typeof readRun>>; n: number; world: PublishWorld },
): Promise<WrittenPart> {
  const { store } = world
  const { recipe } = run
  const at = keys.version(recipe.name, versionOf(run.id, n))
  const own = parts[part]
  const go = (decided: DecidedRows, blocks: readonly string[], sinks: readonly Sink[]) =>
    pass(samplesOf(store, blocks), judging(decided, twinsOf(recipe), columns), sinks)
  if (own === undefined) {
    const decided = joined(await Promise.all(parts.map((_, each) => files.decided(each))))
    const blocks = parts.flatMap((each) => each.blocks)
    return { files: await go(decided, blocks, formatFiles(recipe.output, columns, store, at)) }
  }
  const inspection = await openInspection(run, store, columns, sumsOfAll, world)
  const sinks = [...dataFiles({ recipe, part: own, columns, at, store }), inspection.sink]
  const made = await go(await files.decided(part), own.blocks, sinks)
  return { files: made, inspection: inspection.state() }
}

function joined(parts: readonly DecidedRows[]): DecidedRows {
  let before = 0
  const twins: DecidedRows['twins'] = []
  const codes = parts.map((part) => {
    const own = Buffer.from(part.codes, 'base64')
    for (const twin of part.twins) twins.push({ ...twin, row: twin.row + before })
    before += own.length
    return own
  })
  return { codes: Buffer.concat(codes).toString('base64'), twins }
}
