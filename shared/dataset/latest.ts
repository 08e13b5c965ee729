import type { Store } from '../ports/store.ts'
import { keys } from '../run/keys.ts'
import { fromBytes, toBytes } from '../run/stored-json.ts'
import type { Latest } from './block.ts'

/**
 * Points `datasets/<name>/latest.json` at a version, unless one of a later run, or a later closing of the same run, is there.
 * Says whether it points at it now.
 */
export async function pointLatest(store: Store, name: string, mine: Latest): Promise<boolean> {
  const key = keys.latest(name)
  for (;;) {
    const there = await store.read(key)
    if (there !== undefined) {
      const order = compareVersions(mine, fromBytes<Latest>(there.body))
      if (order <= 0) return order === 0
    }
    // A conflict is another publisher, who may be older: look again. Each round somebody newer has won, so this ends.
    if ((await store.swap(key, toBytes(mine), there?.etag ?? 'absent')) !== 'conflict') return true
  }
}

/** Above 0 where `a` is the later version: by when the run was started; runs of the same millisecond by id; closings of one run by their log entry. */
export function compareVersions(a: Latest, b: Latest): number {
  if (a.createdAt !== b.createdAt) return a.createdAt - b.createdAt
  if (a.run !== b.run) return a.run < b.run ? -1 : 1
  return closingOf(a) - closingOf(b)
}

const closingOf = ({ version }: Latest): number => Number(version.slice(version.lastIndexOf('.') + 1))
