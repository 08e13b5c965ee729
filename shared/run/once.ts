import { createHash } from 'node:crypto'
import type { Store } from '../ports/store.ts'
import { canonicalJson } from '../recipe/hash.ts'
import type { RunId } from '../sample/record.ts'
import { RunError } from './errors.ts'
import { keys } from './keys.ts'
import { fromBytes, toBytes } from './stored-json.ts'

/** `requests/<hash of the key>`: what was asked under an idempotency key, and the run that came of it. Written once. */
interface Claim {
  run: RunId
  /** Hash of what was asked. */
  asked: string
}

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex')

/** What stands for an idempotency key in the store: nobody can tell the key from it. */
export const hashOfKey = (key: string): string => hashed(key)

/**
 * The run of a request: `fresh` for who asks first under this key, and the same one for whoever asks the same again, however
 * often, late or at once. Throws `RunError` where something else was asked under the key.
 */
export async function runOfRequest(request: string, body: unknown, fresh: RunId, store: Store): Promise<RunId> {
  const mine: Claim = { run: fresh, asked: hashed(canonicalJson(body)) }
  const key = keys.request(request)
  if ((await store.swap(key, toBytes(mine), 'absent')) !== 'conflict') return fresh
  const there = await store.read(key)
  // Gone in this moment: its run was deleted. The next request with this key is a new one.
  if (there === undefined) throw new RunError('conflict', 'the run of this Idempotency-Key was just deleted')
  const { run, asked } = fromBytes<Claim>(there.body)
  if (asked === mine.asked) return run
  throw new RunError('conflict', `something else was asked under this Idempotency-Key already, which is run ${run}`)
}
