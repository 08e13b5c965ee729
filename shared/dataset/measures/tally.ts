import { nameOf } from '../../checks/named.ts'
import { anyWordsOf, countWords, isUnspaced } from '../../checks/wordstream.ts'
import { CollectionError, type Collections } from '../../draw/collections.ts'
import { prepareDraws } from '../../draw/draws.ts'
import type { Recipe } from '../../recipe/recipe.ts'
import type { Ended } from '../../sample/record.ts'
import type { Column, Row } from '../row.ts'
import { AdherenceTally } from './adherence.ts'
import { Counts } from './counts.ts'
import { CoverageTally } from './coverage.ts'
import { entityValues } from './entity-values.ts'
import { spreadOf } from './figures.ts'
import { LabelTally } from './labels.ts'
import { Lowest } from './lowest.ts'
import { type Measures, SCHEMA, type Stretch } from './measures.ts'
import { referencesFor } from './references.ts'
import { measureTexts } from './text-measures.ts'
import { MOST_WORDS, type WordList } from './word-use.ts'

export interface TallyOptions {
  recipe: Recipe
  seed: string
  /** Empty where the recipe asks for none. */
  collections: Collections
  columns: readonly Column[]
  /** Samples that ended, all of them: where the course of the run is cut. */
  samples: number
}

/** A row, and where it goes; without `split` where there are none. */
export interface SplitRow {
  row: Row
  split?: string
}

export type TallyState = ReturnType<Tally['state']>

/** Rows whose texts are looked at, and their characters: they are held until the end. */
export const SAMPLED = { items: 10_000, size: 24 * 1024 * 1024 }
const STRETCHES = 50

/**
 * Takes in ended samples one by one, and holds counts and a sample of texts: bounded however many go by. Tallies of parts of
 * a run, merged, say the same as one of the whole.
 */
export class Tally {
  readonly #options: TallyOptions
  readonly #coverage: CoverageTally
  readonly #adherence = new AdherenceTally()
  readonly #labels: LabelTally
  readonly #texts = new Lowest<string>('texts', SAMPLED)
  readonly #characters = new Counts<number>()
  readonly #words = new Counts<number>()
  readonly #splits = new Counts()
  readonly #states = new Counts<Ended['state']>()
  readonly #course: Stretch[]
  #rows = 0
  #unspaced = 0

  constructor(options: TallyOptions) {
    const { recipe, collections, columns, samples } = options
    this.#options = options
    this.#coverage = new CoverageTally(entityValues(recipe, collections))
    this.#labels = new LabelTally(columns)
    const stretches = Math.min(samples, STRETCHES)
    this.#course = Array.from({ length: stretches }, (_, at) => ({
      from: Math.ceil((at * samples) / stretches),
      ...{ accepted: 0, rejected: 0, failed: 0, confirmed: 0, possibly: 0 },
    }))
  }

  add(sample: Ended, rows: readonly SplitRow[]): void {
    this.#states.add(sample.state)
    this.#coverage.add(sample.draw, sample.state === 'accepted')
    this.#adherence.add(sample)
    const stretch = this.#course[Math.floor((sample.i * this.#course.length) / this.#options.samples)]
    if (stretch !== undefined) {
      stretch[sample.state] += 1
      stretch.confirmed += sample.confirmed
      stretch.possibly += sample.possibly
    }
    for (const { row, split } of rows) {
      const text = row['text'] as string
      this.#rows += 1
      if (split !== undefined) this.#splits.add(split)
      this.#labels.add(row)
      this.#characters.add(text.length)
      if (isUnspaced(text)) this.#unspaced += 1
      else this.#words.add(countWords(text))
      this.#texts.add(row['id'] as string, text.length, () => text)
    }
  }

  merge(other: Tally): void {
    this.take(other.state())
  }

  /** All that it holds, to be written down as JSON. */
  state() {
    return {
      coverage: this.#coverage.state(),
      adherence: this.#adherence.state(),
      labels: this.#labels.state(),
      texts: this.#texts.state(),
      characters: this.#characters.entries(),
      words: this.#words.entries(),
      splits: this.#splits.entries(),
      states: this.#states.entries(),
      rows: this.#rows,
      unspaced: this.#unspaced,
      course: this.#course,
    }
  }

  /** What another of the same options has counted. */
  take(state: TallyState): void {
    this.#coverage.take(state.coverage)
    this.#adherence.take(state.adherence)
    this.#labels.take(state.labels)
    this.#texts.take(state.texts)
    this.#characters.take(state.characters)
    this.#words.take(state.words)
    this.#splits.take(state.splits)
    this.#states.take(state.states)
    this.#rows += state.rows
    this.#unspaced += state.unspaced
    for (const [at, stretch] of state.course.entries()) {
      const own = this.#course[at]!
      for (const field of ['accepted', 'rejected', 'failed', 'confirmed', 'possibly'] as const) {
        own[field] += stretch[field]
      }
    }
  }

  async measures(): Promise<Measures> {
    const { recipe, seed, collections, samples } = this.#options
    const sampled = this.#texts.items()
    const texts = await measureTexts(sampled, wordLists(recipe, collections))
    return {
      schema: SCHEMA,
      rows: this.#rows,
      samples: {
        all: samples,
        accepted: this.#states.get('accepted'),
        rejected: this.#states.get('rejected'),
        failed: this.#states.get('failed'),
      },
      splits: Object.fromEntries(this.#splits.top()),
      lengths: { characters: spreadOf(this.#characters), words: spreadOf(this.#wordCounts(sampled)) },
      texts,
      labels: this.#labels.balance(),
      coverage: { combinations: String(combinationsOf(recipe, seed, collections)), ...this.#coverage.coverage() },
      adherence: this.#adherence.adherence(Object.keys(recipe.stages)),
      course: this.#course,
      references: referencesFor(recipe, texts, sampled),
    }
  }

  #wordCounts(sampled: readonly string[]): Counts<number> {
    if (this.#unspaced === 0) return this.#words
    const counts = new Counts<number>()
    for (const text of sampled) counts.add(countWords(text))
    return counts
  }
}

function combinationsOf(recipe: Recipe, seed: string, collections: Collections): bigint {
  try {
    return prepareDraws(recipe, seed, collections).combinations
  } catch (error) {
    // The run was closed because the model wrote nothing to draw from.
    if (error instanceof CollectionError) return 0n
    throw error
  }
}

/** Lists that are words rather than descriptions, and long enough to be a vocabulary. */
const LIST_VALUES = 20

function wordLists(recipe: Recipe, collections: Collections): WordList[] {
  return entityValues(recipe, collections).flatMap(({ entity, names }) => {
    const kind = recipe.entities[entity]?.kind
    if (names === undefined || names.length < LIST_VALUES || (kind !== 'list' && kind !== 'ask')) return []
    const values = names.map((name) => anyWordsOf(nameOf(name)))
    return values.every(({ length }) => length > 0 && length <= MOST_WORDS) ? [{ entity, values }] : []
  })
}
