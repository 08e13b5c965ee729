import { dollars, fromUsd } from '../../shared/cost/money.ts'
import type { Failure } from '../../shared/dataset/failures.ts'
import type { Client } from './client.ts'
import { columns, lineWidth, paragraph } from './columns.ts'
import { EXIT } from './exit.ts'
import { grouped } from './progress.ts'
import { runMeant } from './run-argument.ts'
import { type FolderOptions, inPlace, print } from './status-command.ts'

export interface FailureOptions extends FolderOptions {
  rejected?: boolean
  all?: boolean
}

/** Samples shown one by one, and equal reasons shown, unless all are asked for. */
const FEW = 20

/** `fabula failures`. Returns the exit code. */
export const failures = (
  run: string,
  { json, rejected = false, all = false, ...place }: FailureOptions,
): Promise<number> =>
  inPlace(place, async ({ client, flag }) => {
    const { id, counts } = await runMeant(run, client)
    const found = await everyFailure(id, client, rejected)
    if (json) print(JSON.stringify({ run: id, groups: groupsOf(found), failures: found }))
    else print(failuresText(id, found, { rejected, all, leftOut: rejected ? 0 : counts.rejected, flag }))
    return EXIT.complete
  })

async function everyFailure(id: string, client: Client, rejected: boolean): Promise<Failure[]> {
  const found: Failure[] = []
  let after: number | undefined
  do {
    const page = await client.failures(id, { limit: 1_000, rejected, ...(after !== undefined && { after }) })
    found.push(...page.failures)
    after = page.next
  } while (after !== undefined)
  return found
}

export interface Group {
  count: number
  state: Failure['state']
  stage?: string
  reason: string
  /** The first of them. */
  samples: number[]
}

/** Equal reasons together, the commonest first. */
export function groupsOf(found: readonly Failure[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { sample, state, stage, reason } of found) {
    const key = JSON.stringify([state, stage, reason])
    const group = groups.get(key) ?? { count: 0, state, ...(stage !== undefined && { stage }), reason, samples: [] }
    group.count += 1
    if (group.samples.length < 5) group.samples.push(sample)
    groups.set(key, group)
  }
  return [...groups.values()].sort((a, b) => b.count - a.count)
}

export function failuresText(
  id: string,
  found: readonly Failure[],
  { rejected, all, leftOut, flag = '' }: { rejected: boolean; all: boolean; leftOut: number; flag?: string },
): string {
  const others = leftOut > 0 ? ` ${grouped(leftOut)} were rejected by their checks: --rejected lists them, too.` : ''
  if (found.length === 0) return `Nothing has failed in run ${id}.${others}`
  const most = all ? found.length : FEW
  const groups = groupsOf(found)
  const width = lineWidth()
  const counted = groups.slice(0, most).map(({ count, state, reason }) => {
    const what = rejected ? `${state}: ${reason}` : reason
    return paragraph(what, width, 8, `${grouped(count).padStart(6)}  `)
  })
  const cells = found.slice(0, most).map((failure) => [
    // A round of asking for a collection has no number that says anything.
    failure.collection ?? String(failure.sample),
    ...(rejected ? [failure.state] : []),
    failure.stage ?? '',
    String(failure.attempts),
    moneyOf(failure),
    shortened(failure.reason),
  ])
  const head = ['sample', ...(rejected ? ['state'] : []), 'stage', 'attempts', 'cost', 'reason']
  const again = `fabula redrive ${id}${rejected ? ' --rejected' : ''}${flag}`
  return [
    ...counted,
    ...more(groups.length - most, 'reasons'),
    '',
    ...columns([head, ...cells], rejected ? 'rllrrl' : 'rlrrl', 'bold'),
    ...more(found.length - most, 'samples'),
    '',
    `${again} makes ${found.length === 1 ? 'it' : 'them'} again.${others}`,
  ].join('\n')
}

const more = (n: number, what: string): string[] => (n > 0 ? [`… and ${grouped(n)} more ${what}: --all`] : [])

const shortened = (reason: string): string => {
  const line = reason.replace(/\s+/g, ' ')
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`
}

function moneyOf({ confirmedUsd, possiblyUsd }: Failure): string {
  if (confirmedUsd === null || possiblyUsd === null) return 'unknown'
  const possibly = possiblyUsd > 0 ? ` + ${dollars(fromUsd(possiblyUsd))} possibly` : ''
  return `${dollars(fromUsd(confirmedUsd))}${possibly}`
}
