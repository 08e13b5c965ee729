import { dollars, fromUsd } from '../../shared/cost/money.ts'
import type { RunView } from '../../shared/run/view.ts'

interface Point {
  /** Milliseconds. */
  at: number
  ended: number
  accepted: number
}

/** Milliseconds over which the pace is taken. */
const WINDOW = 15_000

/** Follows a run, and says in one line how it goes. */
export class Progress {
  #points: Point[] = []

  /** `now` in milliseconds, on any clock that does not jump. */
  see({ counts }: RunView, now: number): void {
    const { accepted, rejected, failed } = counts
    const point = { at: now, ended: accepted + rejected + failed, accepted }
    if (this.#points.at(-1)?.ended === point.ended && this.#points.length > 1) this.#points.pop()
    this.#points = [...this.#points.filter(({ at }) => now - at <= WINDOW), point]
  }

  line(view: RunView): string {
    const { rejected, failed } = view.counts
    return [
      ...amountOf(view),
      `${grouped(rejected)} rejected`,
      `${grouped(failed)} failed`,
      ...this.#pace(view),
      moneyOf(view),
    ].join(' · ')
  }

  #pace(view: RunView): string[] {
    const { status } = view
    const [first, last] = [this.#points[0], this.#points.at(-1)]
    if (status.is === 'closed') return ['writing the dataset']
    if (!first || !last || last.at <= first.at || last.ended <= first.ended) return []
    const seconds = (last.at - first.at) / 1_000
    const perSecond = (last.ended - first.ended) / seconds
    const missing = missingOf(view)
    const acceptedPerSecond = (last.accepted - first.accepted) / seconds
    return [
      `${perSecond.toFixed(1)} samples/s`,
      ...(missing > 0 && acceptedPerSecond > 0 ? [`${duration(missing / acceptedPerSecond)} left`] : []),
    ]
  }
}

/** Samples, about. */
function missingOf({ counts, tokens }: RunView): number {
  if (tokens.wanted === undefined || !tokens.accepted) return counts.requested - counts.accepted
  return (tokens.wanted - tokens.accepted) / (tokens.accepted / Math.max(1, counts.accepted))
}

function amountOf({ counts, tokens }: RunView): string[] {
  const percent = (part: number, whole: number) => `(${Math.min(100, Math.floor((100 * part) / whole))} %)`
  const { accepted, requested } = counts
  if (tokens.wanted === undefined || tokens.accepted === undefined) {
    return [`${grouped(accepted)} of ${grouped(requested)} accepted ${percent(accepted, requested)}`]
  }
  const share = percent(tokens.accepted, tokens.wanted)
  return [
    `${grouped(tokens.accepted)} of ${grouped(tokens.wanted)} tokens ${share}`,
    `${grouped(accepted)} samples accepted`,
  ]
}

/** The money so far. Offline text is billed by nobody: what is told is the model's price. */
export function moneyOf({ cost, endpoint }: RunView): string {
  if (cost.confirmedUsd === null) return 'money unknown'
  const possibly = cost.possiblyUsd ? ` (+ ${dollars(fromUsd(cost.possiblyUsd))} possibly)` : ''
  const spent = `${dollars(fromUsd(cost.confirmedUsd))}${possibly}`
  return endpoint === 'offline' ? `${spent} by the price list, not charged` : spent
}

export const grouped = (n: number): string => n.toLocaleString('en-US')

/** `0:09`, `1:02:03` */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds)
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60]
  const rest = `${String(whole % 60).padStart(2, '0')}`
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}
