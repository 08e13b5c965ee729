import { parseText } from './document.ts'
import { longestDraw } from './entities/longest.ts'
import { withQuotas } from './entities/quotas.ts'
import { resolveEntity } from './entities/resolution.ts'
import { writtenEntity } from './entities/written.ts'
import { FileError, pathText, RecipeError } from './errors.ts'
import { type Finding, findings } from './explain.ts'
import { defaultModel, limits } from './limits.ts'
import type { Files } from './lists.ts'
import { resolveOutput } from './output-resolution.ts'
import type { Entity, Output, Recipe } from './recipe.ts'
import { RecipeFile } from './schema.ts'
import { given, resolveStage, writtenStage } from './stage.ts'
import { lastStages } from './stage-order.ts'
import { survey } from './survey.ts'
import { trial } from './trial.ts'

export interface Source extends Files {
  /** What people call the recipe: told with every problem. */
  file?: string
}

/**
 * A recipe as a user wrote it, YAML or JSON, with every file it names read in and every default filled in, and found
 * sound: `compileRecipe` takes it. Throws `RecipeError` with everything that is wrong, each with its line and column.
 */
export function parseRecipe(text: string, source: Source): Recipe {
  const { file } = source
  if (Buffer.byteLength(text) > limits.bytes) throw new RecipeError([{ path: '', message: tooLarge }], file)
  const { data, locate } = parseText(text, file)
  const resolved = resolve(data, source)
  if (!('findings' in resolved)) return resolved
  const problems = resolved.findings.map(({ at, message }) => ({ path: pathText(at), message, ...locate(at) }))
  throw new RecipeError(
    problems.sort((a, b) => a.line - b.line || a.column - b.column),
    file,
  )
}

/** The same for what is parsed already, as the body of a request is. Files are read only if `files` is given. */
export function resolveRecipe(data: unknown, files?: Files): Recipe {
  const resolved = resolve(data, files)
  if (!('findings' in resolved)) return resolved
  throw new RecipeError(resolved.findings.map(({ at, message }) => ({ path: pathText(at), message })))
}

/** A recipe as a user could have written it, without files: `resolveRecipe` makes the same recipe of it. */
export function writtenRecipe({ entities, stages, ...rest }: Recipe): RecipeFile {
  return {
    ...rest,
    entities: mapValues(entities, writtenEntity),
    stages: mapValues(stages, writtenStage),
  }
}

const tooLarge = `is larger than ${limits.bytes.toLocaleString('en-US')} bytes, its lists included`

function resolve(data: unknown, files: Files | undefined): Recipe | { findings: Finding[] } {
  if (data === null || data === undefined) return { findings: [{ at: [], message: 'the recipe is empty' }] }
  const misfits = findings(RecipeFile, data)
  if (misfits.length > 0) return { findings: misfits }
  const written = RecipeFile.parse(data)
  const resolved = Object.entries(written.entities ?? {}).map(
    ([name, entity]) => [name, resolveEntity(entity, ['entities', name], files)] as const,
  )
  const entities = Object.fromEntries(
    resolved.flatMap(([name, each]) => ('entity' in each ? [[name, each.entity]] : [])),
  )
  const broken = resolved.flatMap(([name, each]) => ('findings' in each ? [{ name, findings: each.findings }] : []))
  if (broken.length === 0) return completed(written, entities, files)
  const stages = mapValues(written.stages, resolveStage)
  const names = broken.map(({ name }) => name)
  return { findings: [...broken.flatMap((each) => each.findings), ...survey({ entities, stages }, names).findings] }
}

function completed(
  written: RecipeFile,
  drawn: Record<string, Entity>,
  files: Files | undefined,
): Recipe | { findings: Finding[] } {
  const { name, description, output } = written
  const entities = withQuotas(drawn, written.entities ?? {}, output?.labels ?? {})
  const stages = mapValues(written.stages, resolveStage)
  const text = output?.text ?? (output?.rows === undefined ? defaultText({ entities, stages }) : '{{ item }}')
  if (typeof text !== 'string') return { findings: text }
  const resolved = outputOf(text, written, files)
  if ('findings' in resolved) return resolved
  const recipe: Recipe = {
    name,
    ...(description !== undefined && { description }),
    model: { name: defaultModel, reasoning: 'none', maxOutputTokens: 500, timeoutSeconds: 60, ...given(written.model) },
    entities,
    stages,
    output: resolved,
  }
  const { findings, uses } = survey(recipe)
  if (findings.length > 0) return { findings }
  const sizes = tooLargeParts(recipe, files?.storable === true)
  if (sizes.length > 0) return { findings: sizes }
  const troubles = trial(recipe, uses)
  return troubles.length > 0 ? { findings: troubles } : recipe
}

function outputOf(text: string, { output }: RecipeFile, files: Files | undefined): Output | { findings: Finding[] } {
  try {
    return resolveOutput(text, output, files)
  } catch (error) {
    if (error instanceof FileError) return { findings: [{ at: ['output', 'decontaminate'], message: error.message }] }
    throw error
  }
}

function tooLargeParts(recipe: Recipe, storable: boolean): Finding[] {
  const withoutRows = mapValues(recipe.entities, (entity) =>
    entity.kind === 'documents' ? { ...entity, rows: [] } : entity,
  )
  const findings: Finding[] = []
  const { decontaminate, ...output } = recipe.output
  if (bytes({ ...recipe, entities: withoutRows, output }) > limits.bytes) findings.push({ at: [], message: tooLarge })
  const texts = bytes(decontaminate ?? '')
  if (texts > limits.documentBytes) {
    const most = limits.documentBytes.toLocaleString('en-US')
    const message = `has more than ${most} bytes of text; fabula export --decontaminate takes any file`
    findings.push({ at: ['output', 'decontaminate'], message })
  }
  let left = storable ? Number.POSITIVE_INFINITY : limits.documentBytes - texts
  for (const [name, entity] of Object.entries(recipe.entities)) {
    if (entity.kind !== 'documents' || entity.stored !== undefined) continue
    left -= bytes(entity.rows)
    if (left >= 0) continue
    const most = limits.documentBytes.toLocaleString('en-US')
    const message = `makes the documents of the recipe larger than ${most} bytes together; store the larger ones with POST /documents`
    return [...findings, { at: ['entities', name, 'documents'], message }]
  }
  return [...findings, ...tooLargeDraw(recipe)]
}

function tooLargeDraw({ entities }: Recipe): Finding[] {
  const drawn = bytes(longestDraw(entities))
  if (drawn <= limits.drawBytes) return []
  const [is, most] = [drawn, limits.drawBytes].map((number) => number.toLocaleString('en-US'))
  const message = `can make the values of one sample ${is} bytes, should be at most ${most}; shorten the longest or pick fewer`
  return [{ at: ['entities'], message }]
}

const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))

/** The text of the stage that no other needs, if there is one such stage; otherwise what is wrong. */
function defaultText(recipe: Pick<Recipe, 'entities' | 'stages'>): string | Finding[] {
  const { findings, needs } = survey(recipe)
  if (findings.length > 0) return findings
  // What only a judge needs is the text: a judge has the last word and not the text.
  const judges = new Set(lastStages(needs).filter((name) => recipe.stages[name]!.judge !== undefined))
  const last = lastStages(new Map([...needs].filter(([name]) => !judges.has(name))))
  if (last.length === 1) return `{{ ${last[0]} }}`
  return [{ at: ['output'], message: `needs a "text": ${last.join(' and ')} could each be the text of a row` }]
}

const mapValues = <T, R>(record: Record<string, T>, map: (value: T, key: string) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]))
