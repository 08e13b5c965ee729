import { parseText } from './document.ts'
import { FileError, type Path, pathText, RecipeError } from './errors.ts'
import { type Finding, findings } from './explain.ts'
import { canonicalJson } from './hash.ts'
import { defaultModel, limits } from './limits.ts'
import { type Files, readList } from './lists.ts'
import type { Entity, ModelSettings, Recipe, Stage, Value } from './recipe.ts'
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
    entities: structuredClone(entities),
    stages: mapValues(stages, writtenStage),
  }
}

const tooLarge = `is larger than ${limits.bytes.toLocaleString('en-US')} bytes, its lists included`

function resolve(data: unknown, files: Files | undefined): Recipe | { findings: Finding[] } {
  if (data === null || data === undefined) return { findings: [{ at: [], message: 'the recipe is empty' }] }
  const misfits = findings(RecipeFile, data)
  if (misfits.length > 0) return { findings: misfits }
  const written = RecipeFile.parse(data)
  const entities = mapValues(written.entities ?? {}, (entity, name) => resolveEntity(entity, ['entities', name], files))
  const broken = Object.values(entities).flatMap((entity) => ('finding' in entity ? [entity.finding] : []))
  if (broken.length === 0) return completed(written, entities as Record<string, Entity>)
  const stages = mapValues(written.stages, resolveStage)
  return { findings: [...broken, ...survey({ entities: entities as Record<string, Entity>, stages }).findings] }
}

function completed(written: RecipeFile, entities: Record<string, Entity>): Recipe | { findings: Finding[] } {
  const { name, description, output } = written
  const stages = mapValues(written.stages, resolveStage)
  const text = output?.text ?? (output?.rows === undefined ? defaultText({ entities, stages }) : '{{ item }}')
  if (typeof text !== 'string') return { findings: text }
  const recipe: Recipe = {
    name,
    ...(description !== undefined && { description }),
    model: { name: defaultModel, reasoning: 'none', maxOutputTokens: 500, timeoutSeconds: 60, ...given(written.model) },
    entities,
    stages,
    output: { text, labels: { ...output?.labels }, ...(output?.rows !== undefined && { rows: output.rows }) },
  }
  const { findings, uses } = survey(recipe)
  if (findings.length > 0) return { findings }
  if (Buffer.byteLength(JSON.stringify(recipe)) > limits.bytes) return { findings: [{ at: [], message: tooLarge }] }
  const troubles = trial(recipe, uses)
  return troubles.length > 0 ? { findings: troubles } : recipe
}

/** The text of the stage that no other needs, if there is one such stage; otherwise what is wrong. */
function defaultText(recipe: Pick<Recipe, 'entities' | 'stages'>): string | Finding[] {
  const { findings, needs } = survey(recipe)
  if (findings.length > 0) return findings
  const last = lastStages(needs)
  if (last.length === 1) return `{{ ${last[0]} }}`
  return [{ at: ['output'], message: `needs a "text": ${last.join(' and ')} could each be the text of a row` }]
}

type EntityFile = NonNullable<RecipeFile['entities']>[string]

function resolveEntity(written: EntityFile, at: Path, files: Files | undefined): Entity | { finding: Finding } {
  const { values, from, pick } = Array.isArray(written) ? { values: written } : written
  try {
    const list = distinct(from === undefined ? (values as Value[]) : listFrom(from, files))
    if (pick === undefined) return { values: list }
    const { min, max } = typeof pick === 'number' ? { min: pick, max: pick } : pick
    if (max <= list.length) return { values: list, pick: { min, max } }
    const place = typeof pick === 'number' ? [...at, 'pick'] : [...at, 'pick', 'max']
    return { finding: { at: place, message: `is ${max}, but there are only ${list.length} different values` } }
  } catch (error) {
    if (error instanceof FileError) return { finding: { at: [...at, 'from'], message: error.message } }
    throw error
  }
}

function listFrom(path: string, files: Files | undefined): Value[] {
  if (files === undefined)
    throw new FileError(`names ${path}, and no files are read here; write its values in the recipe`)
  return readList(path, files)
}

/**
 * A value written twice counts once: a list is a set of possibilities, and a combination that chance may choose must not
 * come twice under two numbers. Records are the same only if all their fields are.
 */
function distinct(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [canonicalJson(value), value])).values()]
}

const mapValues = <T, R>(record: Record<string, T>, map: (value: T, key: string) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]))
