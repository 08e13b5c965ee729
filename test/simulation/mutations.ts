import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { GUARDS, type Guard } from './guards.ts'

/** Removes each guard in turn, and tells which seed misses it: `node test/simulation/mutations.ts [--seeds N] [--only WORD]`. */
const options = { seeds: { type: 'string' }, from: { type: 'string' }, only: { type: 'string' } } as const
const { values } = parseArgs({ options })
const { seeds = '1500', from = '1', only = '' } = values

const wrong: string[] = []
for (const guard of GUARDS.filter(({ guard }) => guard.includes(only))) {
  const missed = missedBy(guard)
  const survives = missed === undefined
  if (survives !== (guard.spare !== undefined)) wrong.push(guard.guard)
  console.log(
    `${survives ? 'survives' : 'missed  '}  ${guard.guard.padEnd(66)} ${missed ?? guard.spare ?? 'UNEXPLAINED'}`,
  )
}
if (wrong.length > 0) {
  console.log(`not as guards.ts tells: ${wrong.join('; ')}`)
  process.exitCode = 1
}

/** What the first failing seed said. */
function missedBy({ guard }: Guard): string | undefined {
  const main = join(import.meta.dirname, 'main.ts')
  const asked = ['--seeds', seeds, '--from', from, '--block', '8', '--first', '--without', guard]
  const { stdout, stderr } = spawnSync(process.execPath, [main, ...asked], { encoding: 'utf8' })
  const failed = /^seed \d+: .*$/m.exec(stdout)?.[0]
  if (failed === undefined && stderr !== '') throw new Error(`${guard}: ${stderr}`)
  return failed
}
