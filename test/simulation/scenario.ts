import type { Recipe, Stage } from '../../shared/recipe/recipe.ts'
import { asked, type StartRunRequest } from '../../shared/run/start.ts'
import type { Chance } from './chance.ts'
import { FAULTS, type Fault, faultNames, type Rates } from './faults.ts'

export type ActionKind =
  | 'cancel'
  | 'pause'
  | 'resume'
  | 'redrive'
  | 'redrive rejected'
  | 'start again, dearer'
  | 'two ticks at once'
  | 'sweep'
  | 'compile early'
  | 'restart'

export type Request = StartRunRequest & { id: string; count: number }

/** Everything that a seed decides before anything happens. */
export interface Scenario {
  weather: 'calm' | 'mixed' | 'storm' | 'above its bound'
  /** One run, or two of the same dataset side by side, as where a nightly one overlaps one that somebody started. */
  requests: Request[]
  /** Seconds after the start at which each is asked for. */
  startsAt: number[]
  /** Nano-dollars, of all runs together. */
  monthlyLimit: number | undefined
  budget: 'none' | 'generous' | 'tight' | 'tiny'
  concurrency: number
  timeoutSeconds: number
  visibilitySeconds: number
  longestTickSeconds: number
  patienceSeconds: number
  /** On one machine, a start has an id and a restart another; in the cloud neither is there. */
  place: 'cloud' | 'one machine'
  sideBySide: number
  latency: number
  pageSize: number
  /** Milliseconds that the clocks of processes differ at most. */
  skew: number
  rates: Rates
  /** Its invocation never survives its first call. */
  poison: number | undefined
  /** `run`: its number; `at`: seconds after the start. */
  actions: { kind: ActionKind; run: number; at: number }[]
  /** Seconds after the start at which every fault ends. */
  calmAt: number
}

export function scenarioOf(chance: Chance): Scenario {
  const place = chance.hits(0.25) ? 'one machine' : 'cloud'
  const weather = chance.hits(0.12)
    ? 'calm'
    : chance.hits(0.06)
      ? 'above its bound'
      : chance.pick(['mixed', 'storm'] as const)
  const concurrency = chance.whole(1, 8)
  const timeoutSeconds = chance.pick([60, 120, 300])
  const count = Math.round(chance.spread(1, 60))
  const budget = chance.pick(['none', 'generous', 'tight', 'tiny'] as const)
  const calmAt = Math.round(chance.spread(10, 7_200))
  const isLimited = chance.hits(0.2)
  const aRequest = (id: string, origin: Request['origin'], count: number): Request => {
    const asked: Request = {
      ...{ recipe: recipeOf(chance), count, seed: 'seed', id, origin },
      ...(chance.hits(0.5) && { maxSpecs: count + chance.whole(0, count) }),
      ...(chance.hits(0.15) && { tokens: Math.ceil(chance.spread(1, 30 * count)) }),
      endpoint: isLimited ? 'openai-compatible' : 'offline',
    }
    return withBudget(asked, budget, concurrency, chance)
  }
  const requests = [aRequest('run', 'api', count)]
  // What runs share is seen where they share it.
  if (chance.hits(isLimited ? 0.7 : 0.2))
    requests.push(aRequest('nightly', 'schedule', Math.round(chance.spread(1, 20))))
  return {
    weather,
    requests,
    startsAt: requests.map((_, k) => (k === 0 ? 0 : chance.spread(0.01, chance.hits(0.4) ? 2 : calmAt))),
    monthlyLimit: isLimited ? limitOf(requests, chance) : undefined,
    budget,
    concurrency,
    timeoutSeconds,
    visibilitySeconds: 6 * timeoutSeconds,
    longestTickSeconds: chance.pick([10, 10, 30, 60]),
    patienceSeconds: Math.round(chance.spread(20, 600)),
    place,
    sideBySide: place === 'one machine' || chance.hits(0.2) ? concurrency : 1,
    latency: chance.spread(1, 300),
    pageSize: chance.pick([2, 7, 1_000, 1_000]),
    skew: chance.pick([0, 1_000, 10_000, 600_000]),
    rates: ratesOf(weather, chance),
    poison: weather !== 'calm' && chance.hits(0.1) ? chance.whole(0, count - 1) : undefined,
    actions: weather === 'calm' && chance.hits(0.5) ? [] : actionsOf({ place, calmAt, runs: requests.length }, chance),
    calmAt,
  }
}

function ratesOf(weather: Scenario['weather'], chance: Chance): Rates {
  const present = { calm: 0, mixed: 0.2, storm: 0.7, 'above its bound': 0.1 }[weather]
  const rate = (fault: Fault): number => (chance.hits(present) ? chance.spread(0.02, 1) * FAULTS[fault] : 0)
  const rates = Object.fromEntries(faultNames.map((fault) => [fault, rate(fault)])) as Rates
  return weather === 'above its bound' ? { ...rates, 'answer above its bound': chance.spread(0.01, 0.5) } : rates
}

function actionsOf(
  { place, calmAt, runs }: Pick<Scenario, 'place' | 'calmAt'> & { runs: number },
  chance: Chance,
): Scenario['actions'] {
  const likely: Record<ActionKind, number> = {
    cancel: 0.15,
    pause: 0.2,
    resume: 0.4,
    redrive: 0.4,
    'redrive rejected': 0.2,
    'start again, dearer': 0.2,
    'two ticks at once': 0.4,
    sweep: 0.3,
    'compile early': 0.4,
    restart: place === 'one machine' ? 0.6 : 0,
  }
  return (Object.keys(likely) as ActionKind[]).flatMap((kind) => {
    const times = chance.hits(likely[kind]) ? (kind === 'cancel' ? 1 : chance.whole(1, 4)) : 0
    return Array.from({ length: times }, () => ({
      kind,
      run: chance.whole(0, runs - 1),
      at: chance.spread(0.1, calmAt),
    }))
  })
}

/** Never below what one sample of the dearest may cost: no run would be taken. */
function limitOf(requests: readonly Request[], chance: Chance): number {
  const runs = requests.map((request) => asked(request, { now: () => 0 }).run)
  const bounds = runs.map(({ bound, askBounds = {} }) => Math.max(bound, ...Object.values(askBounds)))
  const rows = requests.reduce((sum, { count }) => sum + count, 0)
  return Math.ceil(Math.max(...bounds) * chance.spread(1, 2 * rows + 2))
}

function withBudget(request: Request, budget: Scenario['budget'], concurrency: number, chance: Chance): Request {
  if (budget === 'none') return request
  const { run } = asked(request, { now: () => 0 })
  const bound = Math.max(run.bound, ...Object.values(run.askBounds ?? {}))
  const bounds = {
    generous: request.count * 10,
    tight: chance.spread(1.5, Math.max(2, request.count)),
    tiny: chance.spread(1, concurrency),
  }[budget]
  return { ...request, budget: Math.ceil(bounds * bound) }
}

/** A collection that the model writes, of its own or one for each verb. */
function collection(chance: Chance): Recipe['entities'] {
  if (!chance.hits(0.25)) return {}
  const of = chance.hits(0.5) ? { of: 'verb' } : {}
  const prompt = `LIST {{ wanted }} places${'of' in of ? ' to {{ verb }}' : ''}, not {{ not_these }}.`
  return { place: { kind: 'ask', ...of, prompt, size: chance.whole(1, 6), perAsk: chance.whole(1, 4) } }
}

function recipeOf(chance: Chance): Recipe {
  const tiered = chance.hits(0.3)
  const shape = chance.pick(['one', 'chain', 'fork', 'pair'] as const)
  const maxOutputTokens = chance.pick([10, 20, 60, 300])
  const asks = collection(chance)
  const where = 'place' in asks ? ' At {{ place }}.' : ''
  const stage = (prompt: string): Stage => ({ prompt, tries: chance.whole(1, 3), checks: [] })
  const stages: Record<string, Stage> = {
    one: { story: stage(`Use "{{ verb }}" and "{{ noun }}".${where}`) },
    chain: { summary: stage('Sum up {{ verb }}.'), story: stage(`{{ summary }} Now with {{ noun }}.${where}`) },
    fork: {
      summary: stage('Sum up {{ verb }}.'),
      sentence: stage('One sentence of a {{ noun }}.'),
      story: stage('{{ summary }} {{ sentence }} Tell it.'),
    },
    pair: { summary: stage('Sum up {{ verb }}.'), story: stage('A story of a {{ noun }}.') },
  }[shape] as Record<string, Stage>
  return {
    name: 'tiny',
    model: tiered
      ? { name: 'gpt-6-luna', maxOutputTokens, timeoutSeconds: 30, tier: 'flex' }
      : {
          name: 'toy',
          maxOutputTokens,
          timeoutSeconds: chance.pick([5, 30, 60]),
          price: { input: 1, cachedInput: 0.25, output: 4 },
        },
    entities: {
      verb: { kind: 'list', values: ['run', 'jump', 'sing', 'eat'] },
      noun: { kind: 'list', values: ['cat', 'dog', 'bird'] },
      ...asks,
    },
    stages,
    output: { text: shape === 'pair' ? '{{ summary }} {{ story }}' : '{{ story }}', labels: { verb: '{{ verb }}' } },
  }
}
