import { dollars, type NanoUsd, toUsd } from '../../shared/cost/money.ts'
import type { Speed, WallTime } from '../../shared/run/wall-time.ts'
import { columns, lineWidth, paragraph, styled } from './columns.ts'
import type { Guess, StaticEstimate } from './estimate-guess.ts'
import { samples } from './follow.ts'
import { grouped } from './progress.ts'

/** For people. */
export function staticText({
  run,
  calls,
  input,
  output,
  money,
  aws,
  wall,
  speed,
  usualPilot,
  warnings,
}: StaticEstimate) {
  const line = (what: string, { expected, most }: Guess, told: (n: number) => string) => [
    what,
    told(expected),
    told(most),
  ]
  const lines = [
    [`for ${samples(run.count)}`, 'about', 'at most'],
    ['samples tried', '', grouped(run.maxSpecs)],
    line('calls', calls, rounded),
    line('tokens in', input, rounded),
    line('tokens out', output, rounded),
    ['money for tokens', usd(money.expected), usd(money.most)],
    line('money for AWS, if it runs there', aws, (nano) => usd(nano)),
    ['wall time', time(wall.expected.seconds), time(wall.most.seconds)],
  ]
  const notes = [
    `Wall time with ${speedInWords(speed)}; what holds it is ${heldByInWords(wall.expected)}.`,
    ...(run.budget === undefined ? [] : [`A run with that budget spends no more than ${dollars(run.budget)}.`]),
    ...warnings.map((warning) => `${styled('yellow', '!')} ${warning}.`),
    'About is a guess from the prompts and the lengths that checks ask for, within a factor of two; at most is arithmetic. ' +
      'With --pilot 20, twenty samples are made, which stay part of the dataset, and all of this is told with 95 % bounds. ' +
      `Bounds of 5 % usually take a pilot of ${usualPilot === run.count ? 'all of them' : `about ${grouped(usualPilot)}`}; the first one tells how many it takes here.`,
  ]
  return [...columns(lines, 'lrr', 'dim'), '', ...notes.map((note) => paragraph(note, lineWidth(), 0))].join('\n')
}

export function staticAsJson({ run, money, aws, wall, speed, usualPilot, warnings, ...counts }: StaticEstimate) {
  const whole = ({ expected, most }: Guess) => ({ expected: Math.round(expected), atMost: most })
  const dollarsOf = ({ expected, most }: Guess<NanoUsd | undefined>) => ({
    expected: usdOrNull(expected),
    atMost: usdOrNull(most),
  })
  return {
    name: run.recipe.name,
    samples: run.count,
    mostTried: run.maxSpecs,
    calls: whole(counts.calls),
    tokens: { input: whole(counts.input), output: whole(counts.output) },
    usd: dollarsOf(money),
    awsUsd: dollarsOf(aws),
    ...(run.budget !== undefined && { budgetUsd: toUsd(run.budget) }),
    seconds: { expected: wall.expected.seconds, atMost: wall.most.seconds, heldBy: wall.expected.heldBy, ...speed },
    pilotForFivePercent: usualPilot,
    warnings,
  }
}

export const usd = (nano: NanoUsd | undefined): string => (nano === undefined ? 'unknown' : dollars(Math.round(nano)))

export const usdOrNull = (nano: NanoUsd | undefined): number | null =>
  nano === undefined ? null : toUsd(Math.round(nano))

export function speedInWords({ concurrency, callsAMinute, tokensAMinute }: Speed): string {
  const limits = [
    ...(callsAMinute === undefined ? [] : [`${grouped(callsAMinute)} calls a minute`]),
    ...(tokensAMinute === undefined ? [] : [`${grouped(tokensAMinute)} tokens a minute`]),
  ]
  const all = limits.length === 0 ? ' and no limit of the endpoint' : `, and ${limits.join(' and ')} at most`
  return `${samples(concurrency)} in progress${all}`
}

export const heldByInWords = ({ heldBy }: WallTime): string =>
  heldBy === 'concurrency' ? 'the samples in progress' : `the limit of ${heldBy}`

/** A guess has no more than three figures. */
export const rounded = (n: number): string => grouped(Number(n.toPrecision(3)))

const UNITS = [
  [86_400, 'days'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const

/** `3.2 h` */
export function time(seconds: number): string {
  const [size, unit] = UNITS.find(([size]) => seconds >= 2 * size) ?? UNITS[3]
  return `${grouped(Number((seconds / size).toPrecision(2)))} ${unit}`
}
