import { describe, expect, it } from 'vitest'
import { chance, digest } from '../../infra/offline/chance.ts'
import { writeSolution } from '../../infra/offline/reasoning/word-problems.ts'
import { prepareDraws } from '../../shared/draw/draws.ts'
import { builtInRecipe } from '../../shared/recipe/library.ts'
import { countsOf, madeOffline } from './made-offline.ts'

const KINDS = 30
const DRAWS = 3_000
const draws = prepareDraws(builtInRecipe('reasoning'), 'seed')
const drawn = Array.from({ length: DRAWS }, (_, i) => draws.draw(i))

const solved = (problem: string) => {
  const prompt = `Solve this problem. End with a line that says "Answer: " and the number alone.\n\n${problem}`
  const solution = writeSolution({ prompt, system: '', advice: '' }, chance(digest(problem), 0))!
  return Number(/\nAnswer: (.+)$/.exec(solution)![1])
}

describe('the problems of reasoning', () => {
  it('have an answer that is a whole number above 0, whatever is drawn', () => {
    const others = drawn.filter(({ answer }) => !(Number.isInteger(answer) && (answer as number) > 0))

    expect(others.map(({ worked }) => worked)).toEqual([])
  })

  it('have no negative number, no fraction and no single thing in the plural', () => {
    for (const { worked } of drawn) {
      expect(worked).toMatch(/^[A-Z].*\? => \d+$/)
      expect(worked).not.toMatch(/-\d|\d\.\d|(?<!\d)[01] [a-z]+s\b/)
    }
  })

  it('are solved to the computed answer by steps that were written apart from it, in each kind', () => {
    const wrong = new Map<string, number>()
    for (const { kind, worked, answer } of drawn) {
      const [problem] = String(worked).split(' => ')
      if (solved(problem!) !== answer) wrong.set(String(kind), (wrong.get(String(kind)) ?? 0) + 1)
    }
    const all = [...wrong.values()].reduce((sum, n) => sum + n, 0)

    // The grammar slips now and then, so that the check has something to find; a kind solved wrongly would fail always.
    expect(all / DRAWS).toBeGreaterThan(0.01)
    expect(all / DRAWS).toBeLessThan(0.06)
    expect(Math.max(...wrong.values())).toBeLessThan(DRAWS / KINDS / 4)
  })

  it('come as often of each kind, within one', () => {
    const counts = new Map<unknown, number>()
    for (const { kind } of drawn.slice(0, 1_000)) counts.set(kind, (counts.get(kind) ?? 0) + 1)

    expect(counts.size).toBe(KINDS)
    expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(1)
  })
})

describe('the rows of reasoning', () => {
  const samples = madeOffline('reasoning', 300)

  it('end with the computed answer, all of them', async () => {
    const rows = (await samples).flatMap(({ rows }) => rows)

    for (const { text, labels } of rows) expect(text).toMatch(new RegExp(`\\nAnswer: ${labels['answer']}$`))
    expect(countsOf(rows, 'kind').size).toBe(KINDS)
  })

  it('are tried again where the answer is another', async () => {
    const calls = (await samples).flatMap(({ made }) => made.work.calls.filter(({ stage }) => stage === 'solution'))
    const failed = calls.filter(({ verdicts }) =>
      verdicts.some(({ check, verdict }) => check === 'equals' && verdict === 'fail'),
    )

    expect(failed.length).toBeGreaterThan(0)
    for (const { verdicts } of failed) {
      const { advice = '' } = verdicts.find(({ check }) => check === 'equals')!
      expect(advice).toContain('Work it out again')
    }
  })
})
