import type { Bounds } from './state.ts'

export interface Scene {
  name: string
  /** What it shows that others do not. */
  about: string
  bounds: Bounds
}

const one: Bounds = {
  ...{
    specs: 1,
    budget: 2,
    generates: 2,
    workers: 2,
    plans: 2,
    planners: 1,
    jumps: 0,
    lost: 0,
    cancels: 0,
    resumes: 0,
    redrives: 0,
  },
  outcomes: ['answered', 'unknown, billed'],
}

/** Small worlds, each explored whole: together they have everything, and none has so much that it has no end. */
export const SCENES: readonly Scene[] = [
  {
    name: 'at once',
    about: 'two workers and two planners side by side, every outcome of a call, one lost answer of the store',
    bounds: {
      ...{ ...one, planners: 2, lost: 1 },
      outcomes: ['answered', 'throttled', 'unknown, billed', 'unknown, not billed', 'blocked'],
    },
  },
  {
    name: 'cancelled',
    about: 'the same, with somebody who cancels the run at any time',
    bounds: { ...one, planners: 2, cancels: 1 },
  },
  {
    name: 'paused',
    about: 'an endpoint that refuses the key, and somebody who resumes the run at any time',
    bounds: { ...one, resumes: 1, outcomes: ['answered', 'blocked'] },
  },
  {
    name: 'redriven',
    about:
      'a call that the endpoint refuses, and somebody who has what failed made again at any time, also after the end',
    bounds: { ...one, plans: 7, redrives: 1, outcomes: ['answered', 'invalid'] },
  },
  {
    name: 'replaced',
    about: 'the dead and the frozen: every timeout is over at any time, retries within a budget of two bounds',
    bounds: { ...one, plans: 3, jumps: 1 },
  },
  {
    name: 'two specs',
    about: 'two specs and a budget of two bounds, so that a retry of the one competes with the other',
    bounds: { ...one, specs: 2, jumps: 1 },
  },
]
