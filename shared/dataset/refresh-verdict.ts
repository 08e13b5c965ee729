import type { PublishBounds } from '../run/refresh.ts'
import type { Manifest } from './block.ts'

/** What is known of a version that a refresh made, and of what it would take the place of. */
export interface RefreshedVersion {
  bounds: PublishBounds
  closed: string
  counts: Pick<Manifest['counts'], 'requested' | 'accepted'>
  /** Whether a sample may give several rows. */
  hasSeveralRows: boolean
  rows: Rows
  /** Of the version that it grew from, whose rows it begins with. */
  before?: Rows
  /** What is the latest version now. */
  last?: { version: string; rows: number }
  /** Absent where nothing was measured. */
  measures?: { adherence: { share: number; of: number }; distinct: number; texts: number }
}

export interface Rows {
  kept: number
  /** As twins of other rows. */
  dropped: number
}

/** Ends of a run after which its dataset is not what was meant, however many rows it has. */
const CUT_SHORT: Record<string, string> = {
  'budget-reached': 'the budget was reached',
  cancelled: 'the run was cancelled',
  'collection-empty': 'the model wrote nothing for a collection',
}

/** Why a version that a refresh made must not become the latest; empty where it may. Figures and no texts. Pure. */
export function objections(version: RefreshedVersion): string[] {
  const { bounds, closed, counts, rows, last, measures } = version
  const cut = CUT_SHORT[closed]
  const made = rowsMade(version)
  const asked = counts.requested
  return [
    ...(cut === undefined ? [] : [cut]),
    ...(rows.kept === 0 ? ['it has no rows'] : []),
    ...(made < bounds.minShareOfAsked * asked
      ? [`it adds ${figure(made)} of ${figure(asked)} rows, below ${percent(bounds.minShareOfAsked)} (minShareOfAsked)`]
      : []),
    ...(last !== undefined && rows.kept < bounds.minShareOfLast * last.rows
      ? [
          `it has ${figure(rows.kept)} rows and the latest version ${last.version} has ${figure(last.rows)}: below ${percent(bounds.minShareOfLast)} of them (minShareOfLast)`,
        ]
      : []),
    ...(measures === undefined ? [] : unfit(bounds, measures)),
  ]
}

function unfit(
  { minAdherence = 0, minDistinct = 0 }: PublishBounds,
  { adherence, distinct, texts }: NonNullable<RefreshedVersion['measures']>,
): string[] {
  return [
    ...(adherence.of > 0 && adherence.share < minAdherence
      ? [
          `${percent(adherence.share)} of its samples met every required check at once, below ${percent(minAdherence)} (minAdherence)`,
        ]
      : []),
    ...(texts > 0 && distinct < minDistinct
      ? [`${percent(distinct)} of its runs of three words differ, below ${percent(minDistinct)} (minDistinct)`]
      : []),
  ]
}

/** Rows of its own; where a sample gives several, samples of which a row is there, about. */
function rowsMade({ counts, hasSeveralRows, rows, before = { kept: 0, dropped: 0 } }: RefreshedVersion): number {
  const kept = rows.kept - before.kept
  if (!hasSeveralRows) return kept
  const all = kept + rows.dropped - before.dropped
  return all <= 0 ? 0 : Math.round((counts.accepted * kept) / all)
}

const figure = (n: number): string => n.toLocaleString('en-US')

const percent = (share: number): string => `${Number((100 * share).toFixed(1))} %`
