import type { Key, Store } from '../ports/store.ts'
import { fromBytes } from '../run/stored-json.ts'
import { NotReady } from './not-ready.ts'

/** An object of JSON. Throws `NotReady` where there is none. */
export async function readStored<T>(store: Store, key: Key): Promise<T> {
  const stored = await store.read(key)
  if (stored === undefined) throw new NotReady(`${key} is not there`)
  return fromBytes<T>(stored.body)
}
