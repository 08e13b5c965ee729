import type { RunView } from '../../shared/run/view.ts'

type Changes = Partial<Omit<RunView, 'counts'>> & { counts?: Partial<RunView['counts']> }

/** A run that was just started. */
export const aView = ({ counts, ...changes }: Changes = {}): RunView => ({
  id: 'run-1',
  name: 'stories',
  recipeHash: 'abc',
  seed: 'seed',
  count: 100,
  endpoint: 'openai-compatible',
  status: { is: 'running' },
  counts: { requested: 100, released: 0, accepted: 0, rejected: 0, failed: 0, inProgress: 0, ...counts },
  tokens: { input: 0, output: 0 },
  cost: { priced: true, confirmedUsd: 0, possiblyUsd: 0, outstandingUsd: 0 },
  createdAt: '2026-11-22T20:00:00.000Z',
  ...changes,
})
