import { checks } from '../checks/registry.ts'
import { parseCondition } from './condition.ts'
import { surveyEntities } from './entities/survey.ts'
import { type Path, TemplateError } from './errors.ts'
import { type Finding, findings } from './explain.ts'
import { formatFindings } from './formats.ts'
import { suggestion } from './nearest.ts'
import { splitFindings } from './output.ts'
import type { CheckUse, Recipe, Stage, Value } from './recipe.ts'
import { messageTemplates } from './stage-messages.ts'
import { type Needs, stageOrder } from './stage-order.ts'
import { type ParsedTemplate, parseTemplate } from './templates.ts'

/** What templates of the output call one item of `rows`. */
export const ITEM = 'item'

/** A template, where it stands in the recipe. */
export interface TemplateUse {
  at: Path
  text: string
  parsed: ParsedTemplate
  /** What it alone can name, with examples. */
  given?: Record<string, Value | Value[]>
}

/** What there is to know of a recipe without rendering anything. */
export interface Survey {
  findings: Finding[]
  uses: TemplateUse[]
  needs: Needs
  /** By stage, with the options as the check's own schema gives them. */
  checks: ReadonlyMap<string, CheckUse[]>
  /** Every stage after what it needs. Empty where that cannot be. */
  order: string[]
}

/** `output` may be left out while it is not known yet, as entities of which something is told already: `broken`. */
export function survey(
  recipe: Pick<Recipe, 'entities' | 'stages'> & { output?: Recipe['output'] },
  broken: readonly string[] = [],
): Survey {
  const { entities, stages, output } = recipe
  const names = [...Object.keys(entities), ...broken, ...Object.keys(stages)]
  const drawn = surveyEntities(entities, Object.keys(stages), broken)
  const surveyed = Object.entries(stages).map(([name, stage]) => surveyStage(name, stage, names, Object.keys(stages)))
  const outputs = output === undefined ? [] : surveyOutput(output, recipe, names)
  const needs = new Map(
    surveyed.map(({ name, named }) => [name, Object.keys(stages).filter((each) => named.has(each))]),
  )
  const ordered = stageOrder(withoutThemselves(needs))
  return {
    findings: [
      ...Object.keys(stages)
        .filter((name) => Object.hasOwn(entities, name) || broken.includes(name))
        .map(bothEntityAndStage),
      ...drawn.findings,
      ...[...surveyed, ...outputs].flatMap((each) => each.findings),
      ...('circle' in ordered ? [inCircle(ordered.circle)] : []),
    ],
    uses: [...drawn.uses, ...surveyed.flatMap((each) => each.uses), ...outputs.flatMap((each) => each.uses)],
    needs,
    checks: new Map(surveyed.map(({ name, checks }) => [name, checks])),
    order: 'order' in ordered ? ordered.order : [],
  }
}

interface SurveyedStage {
  name: string
  findings: Finding[]
  uses: TemplateUse[]
  /** Entities and stages. */
  named: Set<string>
  checks: CheckUse[]
}

function surveyStage(name: string, stage: Stage, names: readonly string[], stages: readonly string[]): SurveyedStage {
  const at = ['stages', name]
  const checked = stage.checks.map((use, i) => surveyCheck(use, [...at, 'checks', i], names))
  const { judge, when } = stage
  const templates = [
    ...messageTemplates(stage).map((each) => read([...at, ...each.at], each.text, names)),
    ...(when === undefined ? [] : [readCondition([...at, 'when'], when, names)]),
    ...checked.flatMap((each) => each.templates),
  ]
  const judged = judge === undefined ? [] : [{ mentioned: judge.of, at: [...at, 'judge', 'of'] }]
  const uses = templates.flatMap((each) => each.uses)
  const mentions = [
    ...uses.flatMap((use) => use.parsed.names.map((mentioned) => ({ mentioned, at: use.at }))),
    ...checked.flatMap((each) => each.mentions),
    ...judged,
  ]
  const itself = mentions.find(({ mentioned }) => mentioned === name)
  return {
    name,
    findings: [
      ...templates.flatMap((each) => each.findings),
      ...checked.flatMap((each) => each.findings),
      ...judged.filter(({ mentioned }) => !stages.includes(mentioned)).map((each) => noStage(each, stages)),
      ...(itself === undefined
        ? []
        : [{ at: itself.at, message: `names its own stage "${name}", whose text is not there yet` }]),
    ],
    uses,
    named: new Set(mentions.map(({ mentioned }) => mentioned)),
    checks: checked.map((each) => each.use),
  }
}

interface SurveyedCheck {
  use: CheckUse
  findings: Finding[]
  templates: Read[]
  /** What the options name outright. */
  mentions: { mentioned: string; at: Path }[]
}

function surveyCheck(use: CheckUse, at: Path, names: readonly string[]): SurveyedCheck {
  const check = Object.hasOwn(checks, use.check) ? checks[use.check] : undefined
  const broken = (findings: Finding[]): SurveyedCheck => ({ use, findings, templates: [], mentions: [] })
  if (check === undefined) {
    return broken([{ at, message: `there is no check "${use.check}"${suggestion(use.check, Object.keys(checks))}` }])
  }
  const inside = [...at, use.check]
  const wrong = findings(check.options, use.options)
  if (wrong.length > 0) return broken(wrong.map((each) => ({ ...each, at: [...inside, ...each.at] })))
  const options: unknown = check.options.parse(use.options)
  const mentions = (check.names?.(options) ?? []).map((mentioned) => ({ mentioned, at: inside }))
  return {
    use: { ...use, options },
    findings: mentions.filter(({ mentioned }) => !names.includes(mentioned)).map((each) => unknown(each, names)),
    templates: [
      ...(check.templates?.(options) ?? []).map((text) => read(inside, text, names)),
      ...(use.when === undefined ? [] : [readCondition([...at, 'when'], use.when, names)]),
    ],
    mentions,
  }
}

interface Read {
  findings: Finding[]
  uses: TemplateUse[]
}

const read = (at: Path, text: string, names: readonly string[]): Read =>
  known(at, names, () => ({ text, parsed: parseTemplate(text) }))

const readCondition = (at: Path, text: string, names: readonly string[]): Read =>
  known(at, names, () => {
    const { template } = parseCondition(text)
    return { text: template.text, parsed: template }
  })

function known(at: Path, names: readonly string[], parse: () => Omit<TemplateUse, 'at'>): Read {
  try {
    const { text, parsed } = parse()
    const strangers = parsed.names.filter((mentioned) => !names.includes(mentioned))
    return {
      findings: strangers.map((mentioned) => unknown({ mentioned, at }, names)),
      uses: strangers.length > 0 ? [] : [{ at, text, parsed }],
    }
  } catch (error) {
    if (error instanceof TemplateError) return { findings: [{ at, message: error.message }], uses: [] }
    throw error
  }
}

function surveyOutput(
  output: Recipe['output'],
  { stages, entities }: Pick<Recipe, 'entities' | 'stages'>,
  names: readonly string[],
): Read[] {
  const { rows } = output
  const splits = { findings: [...splitFindings(output, Object.keys(entities)), ...formatFindings(output)], uses: [] }
  if (rows === undefined) return [splits, ...outputTemplates(output).map(([at, text]) => read(at, text, names))]
  const at = ['output', 'rows']
  const manyFold = Object.keys(stages).filter((name) => stages[name]!.many !== undefined)
  const taken = Object.hasOwn(stages, ITEM) ? 'stages' : Object.hasOwn(entities, ITEM) ? 'entities' : undefined
  return [
    splits,
    {
      findings: [
        ...(Object.hasOwn(stages, rows) ? [] : [noStage({ mentioned: rows, at }, manyFold)]),
        ...(Object.hasOwn(stages, rows) && !manyFold.includes(rows)
          ? [{ at, message: `names "${rows}", which gives one text: rows are made of a stage with "many"` }]
          : []),
        ...(taken === undefined ? [] : [{ at: [taken, ITEM], message: 'has the name that "rows" gives to each item' }]),
      ],
      uses: [],
    },
    ...outputTemplates(output).map(([path, text]) => read(path, text, [...names, ITEM])),
  ]
}

function outputTemplates({ text, labels }: Recipe['output']): [Path, string][] {
  return [
    [['output', 'text'], text],
    ...Object.entries(labels).map(([name, label]): [Path, string] => [['output', 'labels', name], label]),
  ]
}

const unknown = ({ mentioned, at }: { mentioned: string; at: Path }, names: readonly string[]): Finding => ({
  at,
  message: `names "${mentioned}", which is neither an entity nor a stage${suggestion(mentioned, names)}`,
})

const noStage = ({ mentioned, at }: { mentioned: string; at: Path }, stages: readonly string[]): Finding => ({
  at,
  message: `names "${mentioned}", which is not a stage${suggestion(mentioned, stages)}`,
})

const bothEntityAndStage = (name: string): Finding => ({
  at: ['stages', name],
  message: 'has the name of an entity; choose another',
})

const inCircle = (circle: readonly string[]): Finding => ({
  at: ['stages', circle[0]!],
  message: `the stages need each other in a circle: ${[...circle, circle[0]].map((stage) => `"${stage}"`).join(' needs ')}`,
})

/** A stage that names itself is told of where it does. */
const withoutThemselves = (needs: Needs): Needs =>
  new Map([...needs].map(([stage, needed]) => [stage, needed.filter((each) => each !== stage)]))
