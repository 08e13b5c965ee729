import type { Manifest } from '../../shared/dataset/block.ts'
import type { CostReport } from '../../shared/dataset/cost-report.ts'
import { SPLITS } from '../../shared/dataset/split.ts'
import type { RunView } from '../../shared/run/view.ts'
import { EXIT } from './exit.ts'

/** What `--json` prints. Dollars; null where a price is unknown. */
export interface Result {
  run: string
  status: 'complete' | 'paused' | 'interrupted' | 'cancelled' | 'budget-reached' | 'spec-limit' | 'collection-empty'
  /** Why it is paused. */
  reason?: string
  /** Of samples; of each a row, or as many as the recipe makes of one. */
  counts: { requested: number; accepted: number; rejected: number; failed: number }
  /** Of the dataset; null before the end. */
  rows: number | null
  /** Output tokens of accepted samples, where so many of them were asked for. */
  tokens?: { wanted: number; accepted: number }
  cost: {
    priced: boolean
    /** False: the text is of the offline grammar, and the money what the same tokens cost at the model's price. */
    charged: boolean
    confirmedUsd: number | null
    possiblyUsd: number | null
    /** What samples in progress may still cost. */
    outstandingUsd: number | null
    perAcceptedRowUsd: number | null
    /** What AWS would ask for the same; null before the end. */
    awsUsd: number | null
  }
  /** Absolute folder; null before the end. */
  dataset: string | null
}

export function resultOfFinished(
  manifest: Manifest,
  report: CostReport,
  dataset: string,
  tokens: RunView['tokens'],
): Result {
  const { requested, accepted, rejected, failed } = manifest.counts
  const { confirmedUsd, possiblyUsd } = report.total
  return {
    run: manifest.run,
    status: manifest.closed as Result['status'],
    counts: { requested, accepted, rejected, failed },
    // Twins and what else was left out are not among them.
    rows: SPLITS.reduce((sum, split) => sum + manifest.splits[split], 0),
    ...wantedOf(tokens),
    cost: {
      priced: confirmedUsd !== null,
      charged: report.charged,
      confirmedUsd,
      possiblyUsd,
      outstandingUsd: confirmedUsd === null ? null : 0,
      perAcceptedRowUsd: report.perAcceptedRow.confirmedUsd,
      awsUsd: report.aws.totalUsd,
    },
    dataset,
  }
}

function wantedOf({ wanted, accepted }: RunView['tokens']): Pick<Result, 'tokens'> {
  return wanted === undefined || accepted === undefined ? {} : { tokens: { wanted, accepted } }
}

/** As of the last look at it. */
export function resultOfUnfinished(
  { id, counts, tokens, cost, endpoint, status }: RunView,
  why: 'paused' | 'interrupted',
): Result {
  const { requested, accepted, rejected, failed } = counts
  const { priced, confirmedUsd, possiblyUsd, outstandingUsd } = cost
  return {
    run: id,
    status: why,
    ...(why === 'paused' && status.reason !== undefined && { reason: status.reason }),
    counts: { requested, accepted, rejected, failed },
    rows: null,
    ...wantedOf(tokens),
    cost: {
      ...{ priced, charged: endpoint !== 'offline', confirmedUsd, possiblyUsd, outstandingUsd },
      perAcceptedRowUsd: accepted > 0 && confirmedUsd !== null ? Number((confirmedUsd / accepted).toFixed(9)) : null,
      awsUsd: null,
    },
    dataset: null,
  }
}

export function exitCodeOf({ status }: Pick<Result, 'status'>): number {
  if (status === 'complete') return EXIT.complete
  if (status === 'paused') return EXIT.paused
  return status === 'interrupted' ? EXIT.interrupted : EXIT.tooFew
}
