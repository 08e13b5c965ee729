import type { Fleet } from '../../shared/run/decide.ts'
import type { SpecMessage } from '../../shared/run/message.ts'
import { nothingYet, type Progress, type Seen } from '../../shared/run/progress.ts'
import type { Run } from '../../shared/run/run.ts'
import type { SampleObject } from '../../shared/sample/record.ts'
import { aRecipe } from '../recipe-builder.ts'

export const aRun = (changes: Partial<Run> = {}): Run => ({
  id: 'r1',
  fabula: '0.0.0',
  recipe: aRecipe(),
  recipeHash: 'hash',
  seed: 'seed',
  count: 10,
  maxSpecs: 12,
  prices: {},
  bound: 100,
  endpoint: 'offline',
  createdAt: 0,
  origin: 'api',
  ...changes,
})

export const aMessage = (changes: Partial<SpecMessage> = {}): SpecMessage => ({
  run: 'r1',
  i: 0,
  attempt: 1,
  draw: { verb: 'run' },
  bound: 100,
  why: 'first',
  ...changes,
})

export const aFleet = (changes: Partial<Fleet> = {}): Fleet => ({
  concurrency: 4,
  generateTimeoutSeconds: 300,
  visibilitySeconds: 1_800,
  longestTickSeconds: 10,
  ...changes,
})

export const aSeen = (state: SampleObject['state'], changes: Partial<Seen> = {}): Seen => ({
  etag: 'e',
  state,
  attempt: 1,
  outstanding: state === 'claimed' || state === 'waiting' ? 100 : 0,
  confirmed: 0,
  possibly: 0,
  input: 0,
  output: 0,
  moved: 0,
  ...(state === 'waiting' && { next: 'message' as const }),
  ...changes,
})

/** Progress of a run whose specs 0, 1, … are as given, all released in one wave of bound 100. */
export const aProgress = (specs: (Seen | undefined)[], changes: Partial<Progress> = {}): Progress => ({
  ...nothingYet,
  waves: specs.length > 0 ? [{ to: specs.length, bound: 100 }] : [],
  open: specs.length > 0 ? { 0: Object.fromEntries(specs.flatMap((seen, i) => (seen ? [[i, seen]] : []))) } : {},
  ...changes,
})
