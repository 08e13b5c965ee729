import { keys } from '../../shared/run/keys.ts'
import type { Run } from '../../shared/run/run.ts'
import { Violation } from '../simulation/picture.ts'
import { Calm } from './calm.ts'
import { withNonces } from './invocation.ts'
import { checkState, sceneOf } from './laws.ts'
import { emptyLedger } from './ledger.ts'
import type { Objects } from './objects.ts'
import { Points } from './points.ts'
import { aSetting } from './setting.ts'
import { type Bounds, Known, keyOfState, type State } from './state.ts'
import { type Step, Steps } from './steps.ts'

export interface Explored {
  states: number
  transitions: number
  /** Steps from the beginning to the farthest state. */
  depth: number
  /** Contents of the store that were met, and points of the code at which an invocation was. */
  contents: number
  points: number
  /** All of the states within the bounds were seen. */
  whole: boolean
  violation?: { message: string; trace: string[] }
}

/** Every state that can be reached within the bounds, the nearest first; ends with the first that must not be. */
export function explore(bounds: Bounds, { most = 5_000_000, tell = (_: string) => {} } = {}): Promise<Explored> {
  return withNonces(async () => {
    const prepared = aSetting({ specs: bounds.specs, bounds: bounds.budget })
    const known = new Known(new Points(prepared))
    const steps = new Steps(known, bounds, prepared)
    const calm = new Calm(known, steps, prepared.run)
    const checked = new Set<string>()
    const seen = new Map<string, number>()
    const parents: number[] = []
    const labels: string[] = []
    let transitions = 0
    let level: State[] = []
    let [depth, first] = [0, 0]
    let violation: Explored['violation']

    const traceOf = (from: number): string[] => {
      const trace: string[] = []
      for (let at = from; at > 0; at = parents[at]!) trace.push(labels[at]!)
      return trace.reverse()
    }
    const visit = async ({ label, state }: Step, parent: number): Promise<boolean> => {
      const key = keyOfState(state)
      if (seen.has(key)) return false
      seen.set(key, parents.length)
      parents.push(parent)
      labels.push(label)
      const { objects, ledger, now } = state
      const picture = `${objects} ${ledger} ${now}`
      if (!checked.has(picture)) {
        checked.add(picture)
        checkState(
          sceneOf(known.contents, known.contents.of(objects), prepared.run),
          known.ledgers.value(ledger),
          prepared.run,
        )
        await calm.check(state)
      }
      return true
    }

    const start = begin(known, prepared.run)
    await visit({ label: '', state: start }, 0)
    level.push(start)
    search: while (level.length > 0 && seen.size < most) {
      const next: State[] = []
      for (const [k, state] of level.entries()) {
        let last = ''
        try {
          for await (const step of steps.from(state)) {
            transitions += 1
            last = step.label
            if (await visit(step, first + k)) next.push(step.state)
          }
        } catch (error) {
          if (!(error instanceof Violation)) throw error
          violation = { message: error.message, trace: [...traceOf(first + k), last, `VIOLATION: ${error.message}`] }
          break search
        }
      }
      first += level.length
      level = next
      depth += 1
      tell(`depth ${depth}: ${seen.size} states, ${transitions} steps`)
    }
    return {
      states: seen.size,
      transitions,
      depth,
      contents: known.contents.size,
      points: known.points.size,
      whole: level.length === 0,
      ...(violation && { violation }),
    }
  })
}

/** A run was started, and its first tick is on its way. */
function begin(known: Known, run: Run): State {
  const sent = known.alsoSent(
    known.sent.number('', () => []),
    [JSON.stringify({ run: run.id, tick: 0 })],
  )
  const put = (objects: Objects, key: string, value: unknown): Objects =>
    known.contents.swap(objects, { key, text: JSON.stringify(value), expect: 'absent', now: 0 })!.objects
  const objects = put(new Map(), keys.run(run.id), run)
  return {
    now: 0,
    objects: known.contents.number(objects),
    sent,
    ledger: known.ledger(emptyLedger),
    running: [],
    begun: known.beginnings({}),
    lost: 0,
  }
}
