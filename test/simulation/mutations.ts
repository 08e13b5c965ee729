import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { GUARDS, type Guard } from './guards.ts'

const USAGE = `npm run simulate:mutations    removes each guard in turn, and tells what misses it: a seed, or a test
  --seeds N      seeds tried before a guard counts as not missed (1500)
  --from S       the first of them
  --only WORD    guards that have this in their names`

const options = {
  seeds: { type: 'string' },
  from: { type: 'string' },
  only: { type: 'string' },
  help: { type: 'boolean' },
} as const
const { values } = parseArgs({ options })
const { seeds = '1500', from = '1', only = '' } = values

if (values.help) console.log(USAGE)
else removeEach(GUARDS.filter(({ guard }) => guard.includes(only)))

function removeEach(guards: readonly Guard[]): void {
  const count = { missed: 0, explained: 0 }
  const wrong: string[] = []
  for (const guard of guards) {
    const missed = guard.test === undefined ? missedBySeed(guard) : missedByTest(guard, guard.test)
    const survives = missed === undefined
    if (survives !== (guard.spare !== undefined)) wrong.push(guard.guard)
    else count[survives ? 'explained' : 'missed'] += 1
    const why = missed ?? (guard.spare === undefined ? 'UNEXPLAINED' : `explained: ${guard.spare}`)
    console.log(`| ${guard.guard.padEnd(66)} | ${why.replaceAll('|', '/')} |`)
  }
  console.log(`\n${guards.length} guards removed: ${count.missed} missed, ${count.explained} survive and are explained`)
  if (wrong.length === 0) return
  console.log(`not as guards.ts tells: ${wrong.join('; ')}`)
  process.exitCode = 1
}

/** What the first failing seed said. */
function missedBySeed({ guard }: Guard): string | undefined {
  const main = join(import.meta.dirname, 'main.ts')
  const asked = ['--seeds', seeds, '--from', from, '--block', '8', '--first', '--without', guard]
  const { stdout, stderr, signal } = spawnSync(process.execPath, [main, ...asked], { encoding: 'utf8' })
  const failed = /^seed \d+: .*$/m.exec(stdout)?.[0]
  // Who was ended from outside has not looked at all seeds.
  if (signal !== null) throw new Error(`${guard}: ended by ${signal}`)
  if (failed === undefined && stderr !== '') throw new Error(`${guard}: ${stderr}`)
  return failed
}

/** The first test of the file that fails. */
function missedByTest({ guard }: Guard, test: string): string | undefined {
  const config = join(import.meta.dirname, 'altered-tests.config.ts')
  const told = join(mkdtempSync(join(tmpdir(), 'fabula-mutations-')), 'report.json')
  const asked = ['run', '--config', config, '--reporter', 'json', '--outputFile', told, test]
  const { signal } = spawnSync('vitest', asked, { env: { ...process.env, WITHOUT: guard } })
  if (signal !== null) throw new Error(`${guard}: ended by ${signal}`)
  const report = JSON.parse(readFileSync(told, 'utf8')) as Report
  const failed = report.testResults.flatMap((file) => file.assertionResults).find(({ status }) => status === 'failed')
  return failed && `${test}: ${failed.fullName}`
}

interface Report {
  testResults: { assertionResults: { status: string; fullName: string }[] }[]
}
