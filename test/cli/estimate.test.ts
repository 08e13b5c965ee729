import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { time } from '../../infra/cli/estimate-text.ts'
import { aFolder } from '../local/scratch.ts'
import { fabula } from './command.ts'

interface Spans {
  low: number
  expected: number
  high: number
}

describe('fabula estimate', () => {
  it('tells tokens, money, AWS and time of a run, expected and at most', async () => {
    const { code, stdout, stderr } = await fabula([
      ...['estimate', 'tinystories-instruct', '--count', '2000'],
      ...['--concurrency', '8', '--calls-per-minute', '500'],
    ])

    expect(stdout).toMatch(/^for 2,000 samples +about +at most\n/)
    expect(stdout).toMatch(/calls +7,500 +16,800\n/)
    expect(stdout).toMatch(/money for tokens +\$0\.\d+ +\$\d/)
    expect(stdout).toMatch(/wall time +\d+ min +\d+ min\n/)
    expect(stdout).toContain('8 samples in progress, and 500 calls a minute at most')
    expect(stdout).toMatch(/Bounds of 5 %\s+usually take a pilot of about \d+/)
    expect(stdout.split('\n').every((line) => line.length <= 124)).toBe(true)
    expect(stderr).toBe('')
    expect(code).toBe(0)
  })

  it('says that money is unknown where the price is, and what holds the time', async () => {
    const file = join(aFolder(), 'mine.yaml')
    writeFileSync(file, 'name: mine\nmodel: { name: my-own }\nstages: { a: { prompt: Say. } }\n')

    const { stdout } = await fabula(['estimate', file, '--count', '600', '--json', '--tokens-per-minute', '1'])
    const { usd, seconds, tokens } = JSON.parse(stdout)

    expect(usd).toEqual({ expected: null, atMost: null })
    expect(seconds).toMatchObject({ heldBy: 'tokens a minute', tokensAMinute: 1 })
    expect(seconds.expected).toBeCloseTo(60 * (tokens.input.expected + tokens.output.expected), -3)
    expect(tokens.output.atMost).toBeGreaterThan(tokens.output.expected)
  })

  it.each([
    [['--pilot', '30', '--count', '20'], '--pilot: 30 are more than the 20 samples of --count'],
    [['--pilot', '3'], 'whole number from 5'],
    [['--seconds-a-call', '0'], 'It must be seconds'],
    [['--api', 'https://x.example'], '--api: only a pilot is made in AWS'],
  ])('refuses %j', async (more, message) => {
    const { code, stderr, stdout } = await fabula(['estimate', 'tinystories', ...more])

    expect(stderr).toContain(message)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })

  it('makes a pilot, keeps its rows, and tells bounds and how to go on', async () => {
    const out = join(aFolder(), 'out')

    const { code, stdout, stderr } = await fabula([
      ...['estimate', 'tinystories', '--count', '50', '--pilot', '6', '--seconds-a-call', '2', '--seed', 's'],
      ...['--offline', '--json', '--out', out],
    ])
    const told = JSON.parse(stdout) as Record<'accepted' | 'usd' | 'awsUsd' | 'seconds' | 'tried', Spans> & {
      run: string
      goesOnWith: string
      pilot: { samples: number; accepted: number }
    }

    expect(code).toBe(0)
    expect(stderr).toMatch(/a pilot of 6 samples, for an estimate of 50\. Bounds of 5 % usually take/)
    expect(told.pilot.samples).toBe(6)
    expect(told.accepted.expected).toBeLessThanOrEqual(50)
    for (const spans of [told.usd, told.awsUsd, told.seconds]) {
      expect(spans.low).toBeGreaterThan(0)
      expect(spans.low).toBeLessThanOrEqual(spans.expected)
      expect(spans.expected).toBeLessThanOrEqual(spans.high)
    }
    // Each sample has at least one call of two seconds, sixteen at once.
    expect(told.seconds.expected).toBeGreaterThanOrEqual((2 * told.tried.expected) / 16)
    expect(told.goesOnWith).toBe(
      `fabula run tinystories --count ${50 - told.pilot.accepted} --continues ${told.run} --out ${out} --offline`,
    )
    expect(existsSync(join(out, 'tinystories', 'latest.json'))).toBe(true)
  })
})

describe('a time in words', () => {
  it.each([
    [0.4, '0.4 s'],
    [119, '120 s'],
    [120, '2 min'],
    [7_199, '120 min'],
    [7_200, '2 h'],
    [1_000_000, '12 days'],
  ])('%d s is %s', (seconds, words) => {
    expect(time(seconds)).toBe(words)
  })
})
