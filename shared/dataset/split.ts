import { createHash } from 'node:crypto'
import type { Draw } from '../draw/draw.ts'
import type { Split as Asked, Recipe, Value } from '../recipe/recipe.ts'
import { nameOf } from '../recipe/scope.ts'

/** The parts of a dataset, in the order in which they are told of. */
export const SPLITS = ['train', 'validation', 'test'] as const

export type Split = (typeof SPLITS)[number]

/**
 * Gives what decides on the split of a spec: the values of the entities, or the place of its document among the documents,
 * as #12. Empty where that is its number alone.
 */
export function splitKeys({ by, evenly }: Asked, entities: Recipe['entities']): (draw: Draw) => string {
  const names = by ?? evenly ?? []
  const only = names.length === 1 ? entities[names[0]!] : undefined
  if (by !== undefined && only?.kind === 'documents' && only.pick === undefined) {
    const places = new Map(only.rows.map(({ name }, place) => [name, place]).reverse() as [string, number][])
    return (draw) => `#${places.get(nameOf(draw[by[0]!] as Value)) ?? 0}`
  }
  if (names.length === 0) return () => ''
  return (draw) => JSON.stringify(names.map((name) => [draw[name] ?? ''].flat().map(nameOf).sort()))
}

/**
 * Says of every spec of a dataset, asked in the order of their numbers and whatever became of them, which split it is in:
 * - `by` some entities, it follows from their values alone, whatever run and seed: by documents from their places, so that
 *   of every twenty one is in the test; by others from a hash, so that how many are is chance;
 * - otherwise it follows from the spec's place, 0, 1, … among all specs or among those with the same values of `evenly`.
 *   Of every 20 in a row, where a split has 0.05, exactly one is in it. No later spec changes what was said of an earlier.
 */
export function splitter(asked: Asked): (key: string) => Split {
  if (asked.by !== undefined) {
    return (key) => (key.startsWith('#') ? byPlace(asked, Number(key.slice(1)), '#', 0) : byKey(asked, key))
  }
  const places = new Map<string, number>()
  // The first rows of all are for training: who makes ten has something to train on.
  const first = asked.evenly === undefined ? 0.5 : 0
  return (key) => {
    const place = places.get(key) ?? 0
    places.set(key, place + 1)
    return byPlace(asked, place, key, first)
  }
}

function byKey({ validation, test }: Asked, key: string): Split {
  const part = hash('by', key) / HASHES
  if (part < test) return 'test'
  return part < test + validation ? 'validation' : 'train'
}

function byPlace({ validation, test }: Asked, place: number, key: string, first: number): Split {
  const { chosen, before } = turn(place, Math.round(test * MILLION), `test ${key}`, first)
  if (chosen) return 'test'
  // Among those that are not in the test, so that neither takes what is the other's.
  const rest = Math.min(MILLION, Math.round((validation / (1 - test)) * MILLION))
  return turn(place - before, rest, `validation ${key}`, first).chosen ? 'validation' : 'train'
}

const MILLION = 1_000_000
const HASHES = 2 ** 48

/**
 * Whether a place is the one of its turn that is chosen, and how many were chosen before. Of turn m are the places p with
 * floor(p x share) = m; which one is chosen follows from a hash, but none in the part `first` of each turn.
 */
function turn(place: number, millionths: number, name: string, first: number): { chosen: boolean; before: number } {
  if (millionths === 0) return { chosen: false, before: 0 }
  const number = Math.floor((place * millionths) / MILLION)
  const start = Math.ceil((number * MILLION) / millionths)
  const size = Math.ceil(((number + 1) * MILLION) / millionths) - start
  const skipped = Math.floor(size * first)
  const chosen = start + skipped + (hash(name, number) % (size - skipped))
  return { chosen: place === chosen, before: number + (place > chosen ? 1 : 0) }
}

/** 48 bits. */
const hash = (...parts: (string | number)[]): number =>
  createHash('sha256')
    .update(JSON.stringify(['fabula split', ...parts]))
    .digest()
    .readUIntBE(0, 6)
