import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { pilotAsJson } from '../../infra/cli/estimate-pilot-text.ts'
import type { ModelOutcome } from '../../shared/ports/model.ts'
import { aFolder } from '../local/scratch.ts'
import { answered, World } from '../run/world.ts'
import { aDeployedApi, credentials } from './a-deployed-api.ts'
import { fabula } from './command.ts'

vi.spyOn(console, 'log').mockImplementation(() => {})

const RECIPE = `
name: greetings
entities: { who: [cat, dog, hen], n: { range: { from: 1, to: 100 } } }
model: { name: not-of-this-stack }
stages: { greeting: { prompt: 'Greet the {{ who }}, {{ n }} times.' } }
`

function aRecipeFile(): string {
  const file = join(aFolder(), 'greetings.yaml')
  writeFileSync(file, RECIPE)
  return file
}

describe('a pilot in AWS', () => {
  it('is paid by the price of the stack, tells what the whole takes, and is continued there', async () => {
    const world = new World({
      script: (_, call) =>
        answered(`Good day number ${call}.`, { usage: { input: 20, cached: 0, output: 10 + call }, milliseconds: 900 }),
    })
    const { url, asked } = await aDeployedApi(world, { name: 'toy', price: { input: 1_000, output: 2_000 } })
    const file = aRecipeFile()

    const { code, stdout, stderr } = await fabula(
      ['estimate', file, '--count', '12', '--pilot', '8', '--yes', '--json', '--api', url],
      credentials,
    )

    expect(stderr).toMatch(
      /^greetings: a pilot of 8 samples, for an estimate of 12\. .*\nIt will cost about \$[\d.]+\.\nRun \S+, seed \w+\. It goes on in AWS/,
    )
    expect(code).toBe(0)
    const told = JSON.parse(stdout) as ReturnType<typeof pilotAsJson>
    // Calls 1 to 8, each of 20 tokens in at $0.001 and of 10 and its number out at $0.002.
    expect(told.pilot).toEqual({ samples: 8, accepted: 8, usd: 8 * 0.02 + 116 * 0.002 })
    expect(told.tokens.input.expected).toBe(240)
    expect(told.usd!.expected).toBeCloseTo((0.392 * 12) / 8, 6)
    expect(told.charged).toBe(true)
    expect(asked.filter((line) => line === 'POST /runs')).toHaveLength(2)
    expect(told.goesOnWith).toBe(`fabula run ${file} --count 4 --continues ${told.run} --api ${url}`)

    const rest = await fabula([...told.goesOnWith!.split(' ').slice(1), '--out', aFolder()], credentials)

    expect(rest.stdout).toContain('12 rows')
    expect(world.calls).toHaveLength(12)
  })

  it('that pauses says why, and what goes on with it', async () => {
    const script = (): ModelOutcome => ({ kind: 'blocked', message: 'no such key' })
    const { url } = await aDeployedApi(new World({ script }))

    const { code, stdout, stderr } = await fabula(
      ['estimate', aRecipeFile(), '--count', '12', '--pilot', '8', '--api', url],
      credentials,
    )

    expect(stderr).toMatch(
      /The pilot, run (\S+), is paused: .*no such key; fabula resume \1 --api \S+ goes on with it\.\n/,
    )
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
  })

  it.each([['--offline'], ['--base-url', 'http://localhost:1/v1']])('has its own endpoint: not %s', async (...more) => {
    const address = 'https://x.execute-api.eu-central-1.amazonaws.com'

    const { code, stderr } = await fabula(['estimate', 'tinystories', '--pilot', '8', '--api', address, ...more])

    expect(code).toBe(2)
    expect(stderr).toBe('error: --api: the stack has its own endpoint; leave out --base-url and --offline\n')
  })
})
