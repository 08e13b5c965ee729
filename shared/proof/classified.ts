import { atLeast, chanceOf, holm, interval } from './chance.ts'
import type { Kind, Label, LabelledText } from './labels.ts'
import { valuesOf } from './labels.ts'
import { fitted, type Regression } from './regression.ts'
import { type ClassScore, type Scores, scoresOf } from './scores.ts'
import type { Vocabulary } from './vectors.ts'

/** How a classifier did on rows that it has not learned from. */
export interface Tested {
  rows: number
  /** Share of right answers; of a label of several values, of all its yes and no. */
  accuracy: number
  /** 95 %; null where answers hang together, as the values of one row do. */
  interval: [number, number] | null
  macroF1: number
  /** Share of rows that have each of their values right. Only of a label of several. */
  exact?: number
  classes: ClassScore[]
  /** `[truth][guess]` in the order of `classes`; null for a label of several. */
  confusion: number[][] | null
  /** What always answering with one and the same class would be worth, the best for these rows. */
  commonest: number
  /** How likely answers as good are where text and label have nothing to do with each other. */
  chance: number
  /** How likely answers as good are if they were no better than always that class. */
  notBetter: number
}

export interface Classified {
  kind: Kind
  trained: number
  /** For each class the words and pairs that speak for it most. */
  telling: { name: string; grams: string[] }[]
  test(rows: readonly LabelledText[]): Tested
}

const TELLING = 6

/** Learns a label from rows; those without it are left aside. `label.classes` are the classes it can answer with. */
export function classified(label: Label, rows: readonly LabelledText[], vocabulary: Vocabulary): Classified {
  const { name, kind } = label
  const names = label.classes.map((each) => each.name)
  const learned = rows.filter(({ labels }) => isKnown(labels[name]))
  const vectors = learned.map(({ text }) => vocabulary.vector(text))
  const size = vocabulary.grams.length

  if (kind === 'one') {
    const classes = learned.map(({ labels }) => names.indexOf(valuesOf(labels[name])[0]!))
    const model = fitted(vectors, classes, names.length, size)
    return {
      kind,
      trained: learned.length,
      telling: names.map((each, k) => ({ name: each, grams: tellingOf(model, vocabulary.grams, k, names.length) })),
      test: (others) => {
        const known = others.filter(({ labels }) => isKnown(labels[name]))
        const all = withStrangers(
          names,
          known.flatMap(({ labels }) => valuesOf(labels[name])),
        )
        const truths = known.map(({ labels }) => all.indexOf(valuesOf(labels[name])[0]!))
        return testedOne(
          all,
          truths,
          known.map(({ text }) => model.guess(vocabulary.vector(text))),
        )
      },
    }
  }
  const models = names.map((value) => {
    const truths = learned.map(({ labels }) => Number(valuesOf(labels[name]).includes(value)))
    return { value, model: fitted(vectors, truths, 2, size) }
  })
  return {
    kind,
    trained: learned.length,
    telling: models.map(({ value, model }) => ({ name: value, grams: tellingOf(model, vocabulary.grams, 1, 2) })),
    test: (others) => {
      const known = others.filter(({ labels }) => isKnown(labels[name]))
      const texts = known.map(({ text }) => vocabulary.vector(text))
      return testedSeveral(
        models.map(({ value, model }) => ({
          value,
          truths: known.map(({ labels }) => Number(valuesOf(labels[name]).includes(value))),
          guesses: texts.map((vector) => model.guess(vector)),
        })),
      )
    },
  }
}

/** An empty list says that a row has none of the values; nothing at all says nothing. */
const isKnown = (cell: LabelledText['labels'][string] | undefined): boolean =>
  Array.isArray(cell) || (cell !== null && cell !== undefined)

/** Classes that only the tested rows have: every row of theirs is a wrong answer, not a row left out. */
const withStrangers = (names: readonly string[], met: readonly string[]): string[] => [...new Set([...names, ...met])]

function commonestOf(classes: readonly number[], count: number): number {
  const rows = new Uint32Array(count)
  for (const k of classes) rows[k]! += 1
  return rows.indexOf(Math.max(...rows))
}

function testedOne(names: readonly string[], truths: readonly number[], guesses: readonly number[]): Tested {
  const commonest = commonestOf(truths, names.length)
  const scores = scoresOf(truths, guesses, names)
  return {
    rows: scores.rows,
    accuracy: scores.accuracy,
    interval: interval(scores.right, scores.rows),
    macroF1: scores.macroF1,
    classes: scores.classes,
    confusion: scores.confusion,
    commonest: share(truths.filter((truth) => truth === commonest).length, truths.length),
    chance: chanceOf(truths, guesses, names.length),
    notBetter: notBetter(truths, guesses, commonest),
  }
}

interface Answers {
  value: string
  truths: number[]
  guesses: number[]
}

function testedSeveral(values: readonly Answers[]): Tested {
  const rows = values[0]?.truths.length ?? 0
  const scores = values.map(({ truths, guesses, value }): Scores => scoresOf(truths, guesses, [`not ${value}`, value]))
  const classes = scores.map((each) => each.classes[1]!)
  const met = classes.filter(({ support }) => support > 0)
  const commonest = values.map(({ truths }) => commonestOf(truths, 2))
  const usual = values.map(({ truths }, k) => truths.filter((truth) => truth === commonest[k]).length)
  const exact = Array.from({ length: rows }, (_, i) => values.every(({ truths, guesses }) => truths[i] === guesses[i]))
  return {
    rows,
    accuracy: mean(scores.map(({ accuracy }) => accuracy)),
    interval: null,
    macroF1: mean(met.map(({ f1 }) => f1 ?? 0)),
    exact: share(exact.filter(Boolean).length, rows),
    classes,
    confusion: null,
    commonest: mean(usual.map((right) => share(right, rows))),
    // Each value is a test of its own, and the best of many looks good by luck.
    chance: Math.min(1, ...holm(values.map(({ truths, guesses }) => chanceOf(truths, guesses, 2)))),
    notBetter: Math.min(1, ...holm(values.map(({ truths, guesses }, k) => notBetter(truths, guesses, commonest[k]!)))),
  }
}

/** The sign test over the rows that either answer has right and the other has not. */
function notBetter(truths: readonly number[], guesses: readonly number[], commonest: number): number {
  let [won, lost] = [0, 0]
  for (const [i, truth] of truths.entries()) {
    if (guesses[i] === commonest) continue
    if (guesses[i] === truth) won += 1
    else if (truth === commonest) lost += 1
  }
  return atLeast(won, won + lost, 0.5)
}

function tellingOf(model: Regression, grams: readonly string[], of: number, count: number): string[] {
  const weights = grams.map((_, place) => {
    let others = 0
    for (let k = 0; k < count; k++) if (k !== of) others += model.weight(k, place)
    return model.weight(of, place) - others / (count - 1)
  })
  const best: number[] = []
  for (const [place, weight] of weights.entries()) {
    if (weight <= 0 || (best.length === TELLING && weight <= weights[best.at(-1)!]!)) continue
    best.push(place)
    best.sort((a, b) => weights[b]! - weights[a]!)
    if (best.length > TELLING) best.pop()
  }
  return best.map((place) => grams[place]!)
}

const share = (n: number, all: number): number => (all === 0 ? 0 : n / all)

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, each) => sum + each, 0) / numbers.length
