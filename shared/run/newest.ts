import type { Store } from '../ports/store.ts'
import type { RunId } from '../sample/record.ts'
import { keys } from './keys.ts'

/** What one request lists. */
const LISTED_AT_ONCE = 1_000

const HOUR = 3_600_000

/** How far back is looked, further each time: 1 hour to 3.7 years. */
const LOOKS_BACK = [1, 8, 64, 512, 4_096, 32_768].map((hours) => hours * HOUR)

/**
 * Ids of runs that are below `after`, the newest at the end, in one request where there are few. Ids begin with the time at which
 * their runs were started, and the store lists upwards alone: of many, those of the last hour are looked at, then those of the
 * last eight, until there are more than `limit`. Ids of another form are found as well, only not as fast.
 */
export async function newestRuns(
  store: Store,
  { limit, after, now }: { limit: number; after: RunId | undefined; now: number },
): Promise<RunId[]> {
  const below = after === undefined ? {} : { below: after }
  const few = await store.folders(keys.runsPrefix, { ...below, most: LISTED_AT_ONCE })
  if (few.length < LISTED_AT_ONCE) return few
  const latest = startOf(after) ?? now
  for (const back of LOOKS_BACK) {
    const newest = await store.folders(keys.runsPrefix, { ...below, from: stampOf(latest - back) })
    if (newest.length > limit) return newest
  }
  return store.folders(keys.runsPrefix, below)
}

/** The beginning of the id of a run that is started then: 20261122t193000. */
export const stampOf = (at: number): string =>
  new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').toLowerCase()

function startOf(id: RunId | undefined): number | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)/.exec(id ?? '')
  if (found === null) return undefined
  const [, year, month, day, hour, minute, second] = found
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(at) ? undefined : at
}
