import type { Key, Store } from '../ports/store.ts'
import type { Recipe } from '../recipe/recipe.ts'
import { keys } from '../run/keys.ts'
import type { Run } from '../run/run.ts'
import { fromBytes, toBytes } from '../run/stored-json.ts'
import type { RunId } from '../sample/record.ts'
import { type DecodedLine, decodeBlock, digestKey, shinglesKey, sumsKey } from './block.ts'
import {
  type Digest,
  Digesting,
  decodeDigest,
  decodeShingles,
  encodeDigest,
  encodeShingles,
  type Shingles,
} from './digest.ts'
import { NotReady } from './not-ready.ts'
import { type Sums, sumsOf, total } from './sums.ts'

/** Throws `NotReady` where there is no such run. */
export async function readRun(store: Store, id: RunId): Promise<Run> {
  const stored = await store.read(keys.run(id))
  if (stored === undefined) throw new NotReady(`${keys.run(id)} is not there`)
  return fromBytes<Run>(stored.body)
}

export const readRecipe = async (store: Store, id: RunId): Promise<Recipe> => (await readRun(store, id)).recipe

interface Summaries {
  sums: Sums
  digest: Digest
  shingles: Shingles
}

/** Makes what is to be known of a block that is there, and writes it beside the block: the sums last. */
export async function summarize(store: Store, blockKey: Key, recipe: Recipe): Promise<Summaries> {
  const block = await store.read(blockKey)
  if (block === undefined) throw new NotReady(`${blockKey} is not there`)
  const digesting = new Digesting(recipe)
  const sums = total(eachOf(await decodeBlock(block.body), digesting))
  const { digest, shingles } = digesting.done()
  await store.put(digestKey(blockKey), encodeDigest(digest), 'application/octet-stream')
  await store.put(shinglesKey(blockKey), encodeShingles(shingles), 'application/octet-stream')
  await store.put(sumsKey(blockKey), toBytes(sums), 'application/json')
  return { sums, digest, shingles }
}

function* eachOf(lines: Iterable<DecodedLine>, digesting: Digesting): Generator<Sums> {
  for (const { sample, bytes } of lines) {
    digesting.add(sample)
    yield sumsOf(sample, bytes)
  }
}

/** Each of them made where nobody did so yet. */
export async function readSums(store: Store, blockKey: Key, recipe: Recipe): Promise<Sums> {
  const stored = await store.read(sumsKey(blockKey))
  return stored === undefined ? (await summarize(store, blockKey, recipe)).sums : fromBytes<Sums>(stored.body)
}

export async function readDigest(store: Store, blockKey: Key, recipe: Recipe): Promise<Digest> {
  const stored = await store.read(digestKey(blockKey))
  return stored === undefined ? (await summarize(store, blockKey, recipe)).digest : decodeDigest(stored.body)
}

export async function readShingles(store: Store, blockKey: Key, recipe: Recipe): Promise<Shingles> {
  const stored = await store.read(shinglesKey(blockKey))
  return stored === undefined ? (await summarize(store, blockKey, recipe)).shingles : decodeShingles(stored.body)
}
