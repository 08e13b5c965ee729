import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startRequest } from '../../functions/api/start-request.ts'
import { startOffline } from '../../infra/offline/start.ts'
import type { CostReport } from '../../shared/dataset/cost-report.ts'
import { aFolder } from '../local/scratch.ts'
import { fabula } from './command.ts'

it('a run in the lane flex is billed by the tier of each answer, and as the endpoint has it', async () => {
  const endpoint = await startOffline({ troubles: { shares: { flexRefused: 0.3 } } })
  onTestFinished(() => endpoint.close())
  const out = join(aFolder(), 'out')

  const { code, stdout, stderr } = await fabula([
    ...['run', 'tinystories', '--count', '30', '--lane', 'flex', '--budget', '1', '--seed', 's'],
    ...['--base-url', endpoint.baseUrl, '--out', out, '--json'],
  ])

  expect(code).toBe(0)
  const { dataset } = JSON.parse(stdout) as { dataset: string }
  const report = JSON.parse(readFileSync(join(dataset, 'cost.json'), 'utf8')) as CostReport
  const { tiers } = endpoint.stats().models['gpt-6-luna']!
  const billed = Object.fromEntries(report.byModel.filter(({ tries }) => tries > 0).map((part) => [part.tier, part]))
  expect(Object.keys(billed).sort()).toEqual(['default', 'flex'])
  for (const [tier, half] of [
    ['default', 1],
    ['flex', 0.5],
  ] as const) {
    const { calls, promptTokens, completionTokens } = tiers[tier]!
    const { tries, tokens, confirmedNanoUsd } = billed[tier]!
    expect({ tries, input: tokens.input, output: tokens.output }).toEqual({
      ...{ tries: calls, input: promptTokens, output: completionTokens },
    })
    expect(confirmedNanoUsd).toBe(half * (promptTokens * 100 + completionTokens * 500))
  }
  expect(report.total.possiblyNanoUsd).toBe(0)
  expect(stderr).toMatch(/By the tier that answered: .*flex \d+ calls, \$/)
})

it('a lane takes the place of what the recipe asks for, and gives flex the time that it takes', () => {
  const recipe = { name: 'x', model: { tier: 'priority', timeoutSeconds: 20 }, stages: { a: { prompt: 'p' } } }
  const modelOf = (lane?: string) =>
    startRequest({ recipe, count: 1, ...(lane !== undefined && { lane }) }).recipe.model

  expect(modelOf()).toMatchObject({ tier: 'priority', timeoutSeconds: 20 })
  expect(modelOf('standard')).toMatchObject({ tier: 'standard', timeoutSeconds: 20 })
  expect(modelOf('flex')).toMatchObject({ tier: 'flex', timeoutSeconds: 300 })
  expect(() => modelOf('batch')).toThrow()
})
