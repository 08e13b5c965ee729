import { parseCondition } from '../condition.ts'
import { type Path, TemplateError } from '../errors.ts'
import type { Finding } from '../explain.ts'
import { suggestion } from '../nearest.ts'
import type { Entity, Recipe } from '../recipe.ts'
import { stageOrder } from '../stage-order.ts'
import type { TemplateUse } from '../survey.ts'
import { type ParsedTemplate, parseTemplate } from '../templates.ts'
import { entityNeeds, parentOf } from './needs.ts'
import { parentFindings } from './parent.ts'
import { faultOfQuotas } from './quotas.ts'

type Entities = Recipe['entities']

export interface EntitySurvey {
  findings: Finding[]
  uses: TemplateUse[]
}

/** What prompts of collections are told beside the value that they depend on, with an example. */
export const askGiven = { wanted: 20, not_these: ['one that is there', 'another'] }

/**
 * What is wrong with entities beside each other, and their templates. `broken`: names of entities of which something is
 * told already; what depends on those is not looked at.
 */
export function surveyEntities(entities: Entities, stages: readonly string[], broken: readonly string[]): EntitySurvey {
  const world: World = { names: [...Object.keys(entities), ...broken], stages }
  const read = Object.entries(entities).map(([name, entity]) => readTemplates(name, entity, world))
  const findings = [
    ...read.flatMap((each) => each.findings),
    ...Object.entries(entities).flatMap(([name, entity]) => parentFindings(name, entity, entities, world)),
    ...secondDocuments(entities),
    ...faultOfQuotas(entities),
  ]
  const ordered = stageOrder(entityNeeds(entities))
  return {
    findings: findings.length === 0 && 'circle' in ordered ? [inCircle(ordered.circle)] : findings,
    uses: read.flatMap((each) => each.uses),
  }
}

export interface World {
  /** Of all entities, the broken ones too. */
  names: readonly string[]
  stages: readonly string[]
}

function readTemplates(name: string, entity: Entity, world: World): EntitySurvey {
  const at = ['entities', name]
  const parent = parentOf(entity)
  const reads = [
    ...(entity.when === undefined ? [] : [readDrawn([...at, 'when'], conditionOf, entity.when, name, world)]),
    ...(entity.kind === 'compute' ? [readDrawn([...at, 'compute'], templateOf, entity.compute, name, world)] : []),
    ...(entity.kind === 'ask' ? [readAsk([...at, 'ask', 'prompt'], entity.prompt, parent)] : []),
  ]
  return { findings: reads.flatMap((each) => each.findings), uses: reads.flatMap((each) => each.uses) }
}

type Parse = (text: string) => { text: string; parsed: ParsedTemplate }

const templateOf: Parse = (text) => ({ text, parsed: parseTemplate(text) })

const conditionOf: Parse = (text) => {
  const { template } = parseCondition(text)
  return { text: template.text, parsed: template }
}

/** What is rendered when a sample is drawn: over other entities and nothing else. */
function readDrawn(at: Path, parse: Parse, text: string, itself: string, { names, stages }: World): EntitySurvey {
  const others = names.filter((name) => name !== itself)
  return readable(at, () => {
    const use = { at, ...parse(text) }
    const findings = use.parsed.names.flatMap((mentioned): Finding[] => {
      if (others.includes(mentioned)) return []
      if (mentioned === itself) return [{ at, message: `names "${mentioned}" itself, which is not drawn yet` }]
      const why = stages.includes(mentioned) ? 'a stage: that is made after everything is drawn' : 'not an entity'
      return [{ at, message: `names "${mentioned}", which is ${why}${suggestion(mentioned, others)}` }]
    })
    return { findings, uses: findings.length > 0 ? [] : [use] }
  })
}

function readAsk(at: Path, text: string, parent: string | undefined): EntitySurvey {
  const known = [...Object.keys(askGiven), ...(parent === undefined ? [] : [parent])]
  return readable(at, () => {
    const use = { at, ...templateOf(text), given: askGiven }
    const strangers = use.parsed.names.filter((mentioned) => !known.includes(mentioned))
    const findings = strangers.map((mentioned) => ({
      at,
      message: `names "${mentioned}"; the prompt of a collection is told ${known.join(', ')} and nothing else`,
    }))
    return { findings, uses: findings.length > 0 ? [] : [use] }
  })
}

function readable(at: Path, read: () => EntitySurvey): EntitySurvey {
  try {
    return read()
  } catch (error) {
    if (error instanceof TemplateError) return { findings: [{ at, message: error.message }], uses: [] }
    throw error
  }
}

/** Each record its own number of samples in a row: that can be true of one entity only. */
function secondDocuments(entities: Entities): Finding[] {
  const walked = Object.keys(entities).filter((name) => {
    const entity = entities[name]!
    return entity.kind === 'documents' && entity.per !== undefined
  })
  return walked.slice(1).map((name) => ({
    at: ['entities', name],
    message: `has documents that samples are made of one by one, and ${walked[0]} has too; say pick: 1 of one of them`,
  }))
}

const inCircle = (circle: readonly string[]): Finding => ({
  at: ['entities', circle[0]!],
  message: `the entities need each other in a circle: ${[...circle, circle[0]].map((name) => `"${name}"`).join(' needs ')}`,
})
