import { dollars } from '../../shared/cost/money.ts'
import type { ChatMessage } from '../../shared/ports/model.ts'
import type { Made } from '../../shared/sample/make.ts'
import { type Call, rowsIn, type Verdict } from '../../shared/sample/record.ts'
import { lineWidth, paragraph, styled } from './columns.ts'
import type { PreviewedSample, PreviewedStage } from './preview-sample.ts'
import { grouped } from './progress.ts'
import { wrapped } from './samples.ts'

/** The prompts of a sample, for people. */
export function previewText({ i, draw, stages }: PreviewedSample): string {
  return [...heading(i, draw), ...stages.flatMap((stage) => ['', ...stageLines(stage)])].join('\n')
}

/** What came of a sample: every call with its answer and verdicts. */
export function madeText({ i, draw, stages }: PreviewedSample, made: Made): string {
  const parts = stages.map((stage) => {
    const calls = made.work.calls.filter((call) => call.stage === stage.stage)
    if (calls.length > 0) return [title(stage), ...calls.flatMap(callLines)]
    const isSkipped = made.work.texts[stage.stage] === ''
    return [title(stage), styled('dim', isSkipped ? '  skipped: its condition does not hold' : '  not asked')]
  })
  return [...heading(i, draw), ...parts.flatMap((lines) => ['', ...lines]), '', ...ending(made)].join('\n')
}

function heading(i: number, draw: PreviewedSample['draw']): string[] {
  const values = Object.entries(draw).map(([name, value]) => `${name}: ${short([value].flat().join(', '))}`)
  return [
    styled('bold', `Sample ${grouped(i)}`),
    ...(values.length === 0 ? [] : [paragraph(values.join(' · '), lineWidth(), 2)]),
  ]
}

/** Documents are long, and stand in the prompt. */
const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 120 ? `${line.slice(0, 119)}…` : line
}

const title = ({ stage, model, maxOutputTokens, tries }: PreviewedStage): string => {
  const calls = tries === 1 ? '1 try' : `${tries} tries`
  return `${styled(['bold', 'cyan'], stage)} ${styled('dim', `${model}, at most ${grouped(maxOutputTokens)} tokens, ${calls}`)}`
}

function stageLines(stage: PreviewedStage): string[] {
  if ('error' in stage) return [title(stage), paragraph(styled('red', stage.error), lineWidth(), 2)]
  if ('skipped' in stage) return [title(stage), styled('dim', `  skipped: not (${stage.skipped})`)]
  const when = stage.onlyWhen === undefined ? [] : [styled('dim', `  only when ${stage.onlyWhen}`)]
  return [title(stage), ...when, ...messageLines(stage.messages)]
}

function messageLines(messages: readonly ChatMessage[]): string[] {
  const isPlain = messages.length === 1 && messages[0]!.role === 'user'
  return messages.flatMap(({ role, content }) => [
    ...(isPlain ? [] : [styled('dim', `  ${role}:`)]),
    wrapped(content.trimEnd(), lineWidth()),
  ])
}

function callLines(call: Call): string[] {
  const { messages, completion, verdicts } = call
  // Of a later try what the model is told; the rest stands above.
  const shown = call.try === 1 ? messages : messages.slice(-1)
  const asked = shown.length === 0 ? [] : messageLines(shown)
  if (completion === undefined) return [...asked, styled('yellow', `  ${call.outcome}: ${call.message ?? ''}`)]
  return [
    ...asked,
    styled('dim', `  ${call.try === 1 ? 'answer' : `answer, try ${call.try}`}:`),
    styled('green', wrapped(completion.trim(), lineWidth())),
    ...verdicts.map(verdictLine),
    styled('dim', `  ${spent(call)}`),
  ]
}

const MARKS = { pass: 'pass', fail: 'FAIL', unverified: 'open' } as const

function verdictLine({ check, verdict, required, reason }: Verdict): string {
  const style = verdict === 'pass' ? 'dim' : verdict === 'fail' ? (required ? 'red' : 'yellow') : 'dim'
  const optional = verdict === 'fail' && !required ? ' (only a warning)' : ''
  const why = reason === undefined ? '' : `: ${reason}${optional}`
  return styled(style, paragraph(`${check}${why}`, lineWidth(), 8, `  ${MARKS[verdict]}  `))
}

function spent({ usage, confirmed, possibly, milliseconds }: Call): string {
  const tokens = usage ? `${grouped(usage.input)} tokens in, ${grouped(usage.output)} out` : 'tokens unknown'
  const maybe = possibly > 0 ? ` and possibly ${dollars(possibly)}` : ''
  return `${tokens}, ${dollars(confirmed)}${maybe}, ${(milliseconds / 1_000).toFixed(1)} s`
}

function ending(made: Made): string[] {
  if (made.kind !== 'accepted') return [styled('red', paragraph(`${made.kind}: ${made.reason}`, lineWidth(), 2, ''))]
  const rows = rowsIn(made).map(({ labels, text }) => {
    const columns = Object.entries(labels).map(([name, value]) => `${name}: ${short([value].flat().join(', '))}`)
    const own = rowsIn(made).length > 1 ? [short(text)] : []
    return paragraph([...own, ...columns].join(' · '), lineWidth(), 2)
  })
  return [
    styled('green', rows.length === 1 ? 'accepted' : `accepted: ${rows.length} rows`),
    ...rows.filter((row) => row !== ''),
  ]
}
