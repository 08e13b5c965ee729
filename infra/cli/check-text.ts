import { dollars, type NanoUsd } from '../../shared/cost/money.ts'
import type { Draws } from '../../shared/draw/draws.ts'
import type { CompiledRecipe } from '../../shared/recipe/compile.ts'
import type { Estimate } from '../../shared/run/estimate.ts'
import type { Run } from '../../shared/run/run.ts'
import { entityInWords } from './check-entities.ts'
import type { Warning } from './check-warnings.ts'
import { columns, lineWidth, paragraph, styled } from './columns.ts'
import { countInWords } from './combinations.ts'
import { grouped } from './progress.ts'

export interface Checked {
  run: Run
  compiled: CompiledRecipe
  draws: Draws
  estimate: Estimate
  warnings: Warning[]
}

/** For people. */
export function checkText(checked: Checked): string {
  const { run, warnings } = checked
  const parts = [
    [
      `${styled('bold', run.recipe.name)} ${warnings.length === 0 ? 'is sound.' : `can be made from, with ${warnings.length === 1 ? 'a warning' : `${warnings.length} warnings`}.`}`,
    ],
    varying(checked),
    perRow(checked),
    whole(checked),
    warnings.map(({ message }) => `${styled('yellow', '!')} ${paragraph(message, lineWidth(), 2, '')}`),
  ]
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

function varying({ run, draws }: Checked): string[] {
  const entities = Object.entries(run.recipe.entities).map(([name, entity]) => [name, entityInWords(entity)])
  if (entities.length === 0) return ['Nothing varies: every sample is asked for in the same words.']
  return columns(
    [['entity', 'can be'], ...entities, ['together', `${countInWords(draws.combinations)} combinations`]],
    'll',
    'dim',
  )
}

function perRow({ compiled, estimate }: Checked): string[] {
  const lines = estimate.stages.map(({ stage, model, tokens, calls }) => {
    const { needs, checks, tries } = compiled.stages.find(({ name }) => name === stage)!
    return [
      stage,
      model,
      needs.join(', ') || '-',
      checks.map(({ check, required }) => (required ? check : `(${check})`)).join(', ') || '-',
      decimals(calls),
      String(tries),
      grouped(Math.round(tokens.input)),
      grouped(Math.round(tokens.output)),
    ]
  })
  const { expected, most } = estimate.callsASample
  const sum = ['a row', '', '', '', decimals(expected), String(most), ...tokensOf(estimate)]
  const head = ['stage', 'model', 'needs', 'checks', 'calls', 'most', 'tokens in', 'out']
  return columns([head, ...lines, ...(lines.length > 1 ? [sum] : [])], 'llllrrrr', 'dim')
}

const tokensOf = ({ stages }: Estimate): string[] =>
  (['input', 'output'] as const).map((kind) =>
    grouped(Math.round(stages.reduce((sum, { tokens }) => sum + tokens[kind], 0))),
  )

function whole({ run, estimate }: Checked): string[] {
  const { expected, most, asks } = estimate
  const { calls, tokens, money } = expected
  const lines = [
    [`for ${grouped(run.count)} row${run.count === 1 ? '' : 's'}`, 'about', 'at most'],
    ...asks.map((each) => [`calls for ${each.stage}, once`, grouped(Math.ceil(each.calls)), '']),
    ['calls', grouped(Math.ceil(calls)), grouped(most.calls)],
    ['tokens in', rounded(tokens.input), ''],
    ['tokens out', rounded(tokens.output), ''],
    ['money for prompts', told(money?.input), ''],
    ['money for texts', told(money?.output), ''],
    ['money', told(money?.all), told(most.money)],
  ]
  return columns(lines, 'lrr', 'dim')
}

const told = (nano: NanoUsd | undefined): string => (nano === undefined ? 'unknown' : dollars(Math.round(nano)))

const decimals = (n: number): string => n.toFixed(2).replace(/\.?0+$/, '')

/** A guess has no more than three figures. */
const rounded = (n: number): string => grouped(Number(n.toPrecision(3)))
