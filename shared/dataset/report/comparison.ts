import type { Recipe } from '../../recipe/recipe.ts'
import type { Manifest } from '../block.ts'
import type { CostReport } from '../cost-report.ts'
import type { Measures } from '../measures/measures.ts'
import type { TextMeasures } from '../measures/text-measures.ts'

/** A dataset to be compared, and its texts measured on as many as those of the others. */
export interface Contender {
  manifest: Manifest
  cost: CostReport
  measures: Measures
  recipe: Recipe
  texts: TextMeasures
  /** Some texts, to look at side by side. */
  examples: string[]
}

export interface Figure {
  name: string
  /** What it is, in a few words. */
  about: string
  unit: 'share' | 'usd' | 'number'
  /** Which end is better, where one is. */
  better?: 'more' | 'less'
  group: 'money' | 'asked' | 'diversity' | 'text'
  /** Of each dataset, in their order; null where it is not known. */
  values: (number | null)[]
  /** The place of the best; absent where none is better by a twentieth. */
  best?: number
}

/** What differs between recipes, one line a setting. */
export interface Setting {
  name: string
  values: string[]
}

export interface Comparison {
  /** Texts of each that text figures are of. */
  texts: number
  names: string[]
  settings: Setting[]
  figures: Figure[]
  verdicts: string[]
}

/** A difference below this is not called one: it may be chance. */
const NOTABLE = 0.05

/** Datasets side by side. Pure. */
export function compareDatasets(contenders: readonly Contender[]): Comparison {
  const figures = figuresOf(contenders).map((figure) => {
    const best = bestOf(figure)
    return best === undefined ? figure : { ...figure, best }
  })
  const names = namesOf(contenders)
  return {
    texts: Math.min(...contenders.map(({ texts }) => texts.texts)),
    names,
    settings: settingsOf(contenders),
    figures,
    verdicts: verdictsOf(names, figures),
  }
}

type Read = (contender: Contender) => number | null | undefined

function figuresOf(contenders: readonly Contender[]): Figure[] {
  const figure = (
    group: Figure['group'],
    name: string,
    unit: Figure['unit'],
    better: Figure['better'],
    about: string,
    read: Read,
  ): Figure => ({
    ...{ group, name, unit, about, values: contenders.map((contender) => read(contender) ?? null) },
    ...(better !== undefined && { better }),
  })
  const firstShare: Read = ({ measures: { adherence } }) =>
    adherence.allAtOnce.of > 0 ? adherence.allAtOnce.share : null
  return [
    figure('money', '1,000 rows', 'usd', 'less', 'all that was spent, for accepted rows', ({ cost }) =>
      cost.perAcceptedRow.confirmedUsd === null ? null : cost.perAcceptedRow.confirmedUsd * 1000,
    ),
    figure('money', 'rows a dollar', 'number', 'more', 'accepted rows', ({ cost }) => rowsPerDollar(cost)),
    figure(
      'money',
      'rows a dollar, right at first',
      'number',
      'more',
      'of those, what met every check by itself',
      (one) => {
        const [rows, share] = [rowsPerDollar(one.cost), firstShare(one)]
        return rows === null || share === null || share === undefined ? null : rows * share
      },
    ),
    figure('asked', 'right at first', 'share', 'more', 'met every required check at the first try', firstShare),
    figure('asked', 'came through', 'share', 'more', 'accepted in the end', ({ measures: { samples } }) =>
      samples.all === 0 ? null : samples.accepted / samples.all,
    ),
    figure(
      'diversity',
      'commonest opening',
      'share',
      'less',
      'texts with the commonest four first words',
      ({ texts }) => (texts.texts === 0 ? null : (texts.openings.top[0]?.share ?? 1 / texts.texts)),
    ),
    figure(
      'diversity',
      'commonest phrase',
      'share',
      'less',
      'texts with the commonest four words in a row',
      ({ texts }) => (texts.texts === 0 ? null : (texts.phrases[0]?.share ?? 1 / texts.texts)),
    ),
    ...([1, 2, 3, 4] as const).map((n) =>
      figure(
        'diversity',
        `distinct-${n}`,
        'number',
        'more',
        n === 1 ? 'different words, of all' : `different runs of ${n} words, of all`,
        ({ texts }) => (texts.words.all === 0 ? null : texts.diversity.distinct[n - 1]),
      ),
    ),
    figure(
      'diversity',
      'compression',
      'number',
      'less',
      'bytes over bytes of gzip',
      ({ texts }) => texts.diversity.compressionRatio,
    ),
    figure(
      'diversity',
      'self-repetition',
      'share',
      'less',
      'runs of four words that another text has too',
      ({ texts }) => (texts.words.all === 0 ? null : texts.diversity.selfRepetition.share),
    ),
    figure(
      'diversity',
      'self-BLEU',
      'number',
      'less',
      'likeness of each text to all others',
      ({ texts }) => texts.diversity.selfBleu.value,
    ),
    figure('text', 'tokens', 'number', undefined, 'mean of a text, estimated', ({ texts }) => texts.tokens?.mean),
    figure('text', 'different words', 'number', undefined, 'in as many texts', ({ texts }) => texts.words.distinct),
    figure(
      'text',
      'reading grade',
      'number',
      undefined,
      'Flesch-Kincaid, English prose alone',
      ({ texts }) => texts.readingGrade?.mean,
    ),
  ].filter(({ values }) => values.some((value) => value !== null))
}

function rowsPerDollar({ perAcceptedRow: { confirmedUsd } }: CostReport): number | null {
  return confirmedUsd === null || confirmedUsd === 0 ? null : 1 / confirmedUsd
}

function bestOf({ better, values }: Figure): number | undefined {
  if (better === undefined || values.some((value) => value === null) || values.length < 2) return undefined
  const order = values
    .map((value, at) => ({ value: value!, at }))
    .sort((a, b) => (better === 'more' ? b.value - a.value : a.value - b.value))
  const [first, second] = [order[0]!, order[1]!]
  const isNotable =
    Math.abs(first.value - second.value) > NOTABLE * Math.max(Math.abs(first.value), Math.abs(second.value))
  return isNotable ? first.at : undefined
}

/** A letter for each, and what tells it from the others. */
function namesOf(contenders: readonly Contender[]): string[] {
  const names = contenders.map(({ manifest }) => manifest.name)
  const isTold = new Set(names).size === names.length
  const differing = isTold
    ? []
    : settingsOf(contenders).filter(({ values }) => values.every((value) => value.length <= 40))
  return contenders.map(({ manifest }, at) => {
    const more = differing
      .slice(0, 2)
      .map(({ name, values }) => (name === 'model' ? values[at] : `${name} ${values[at]}`))
    return `${LETTERS[at]} ${[manifest.name, ...(isTold ? [] : more.length > 0 ? more : [manifest.version])].join(', ')}`
  })
}

export const LETTERS = 'ABCDEFGHIJ'
export const MOST_COMPARED = LETTERS.length

function settingsOf(contenders: readonly Contender[]): Setting[] {
  const read: Record<string, (contender: Contender) => string> = {
    recipe: ({ manifest }) => manifest.name,
    model: ({ manifest, recipe }) =>
      manifest.endpoint === 'offline' ? `offline grammar (${recipe.model.name})` : recipe.model.name,
    temperature: ({ recipe }) => String(recipe.model.temperature ?? 'not set'),
    stages: ({ recipe }) => Object.keys(recipe.stages).join(', '),
    'drawn at random': ({ recipe }) => Object.keys(recipe.entities).join(', ') || 'nothing',
    rows: ({ measures }) => measures.rows.toLocaleString('en-US'),
    seed: ({ manifest }) => manifest.seed,
  }
  return Object.entries(read)
    .map(([name, of]) => ({ name, values: contenders.map(of) }))
    .filter(({ values }) => new Set(values).size > 1)
}

/** What can be said in words, of two or more. */
function verdictsOf(names: readonly string[], figures: readonly Figure[]): string[] {
  const letter = (at: number): string => names[at]!.slice(0, 1)
  const money = figures.find(({ name }) => name === '1,000 rows')
  const asked = figures.find(({ name }) => name === 'right at first')
  const perDollar = figures.find(({ name }) => name === 'rows a dollar, right at first')
  return [
    diversityVerdict(
      names.map((_, at) => letter(at)),
      figures,
    ),
    ...(money?.best === undefined
      ? []
      : [`${letter(money.best)} costs least a row: ${others(money, money.best, letter)}.`]),
    ...(asked?.best === undefined
      ? []
      : [`${letter(asked.best)} does as asked at first most often: ${shares(asked, letter)}.`]),
    ...(perDollar?.best === undefined
      ? []
      : [`${letter(perDollar.best)} gives the most rows a dollar that were right at first.`]),
  ]
}

/** Only who leads, or lags, in most measures is called more or less diverse: they tell of different things. */
function diversityVerdict(letters: readonly string[], figures: readonly Figure[]): string {
  const measures = figures.filter(({ group }) => group === 'diversity')
  const most = (read: (figure: Figure) => number | undefined) =>
    letters
      .map((letter, at) => ({ letter, times: measures.filter((figure) => read(figure) === at).length }))
      .sort((a, b) => b.times - a.times)
  const leads = most(({ best }) => best)
  const [first] = leads
  const [last] = most(worstOf)
  const said = [
    ...(first !== undefined && first.times > measures.length / 2
      ? [`${first.letter} has the most diverse texts: it leads in ${first.times} of ${measures.length} measures.`]
      : []),
    ...(last !== undefined && last.times > measures.length / 2 && letters.length > 2
      ? [`${last.letter} has the least diverse texts: it is last in ${last.times} of ${measures.length} measures.`]
      : []),
  ]
  if (said.length > 0) return said.join(' ')
  const some = leads.filter(({ times }) => times > 0).map(({ letter, times }) => `${letter} leads in ${times}`)
  return `They are about as diverse: of ${measures.length} measures, ${some.length === 0 ? 'none tells them apart' : some.join(', ')}.`
}

/** The other end of `best`. */
const worstOf = (figure: Figure): number | undefined =>
  figure.better === undefined ? undefined : bestOf({ ...figure, better: figure.better === 'more' ? 'less' : 'more' })

const others = ({ values }: Figure, best: number, letter: (at: number) => string): string =>
  values
    .flatMap((value, at) =>
      at === best ? [] : [`${letter(at)} costs ${(value! / values[best]!).toFixed(1)} times as much`],
    )
    .join(', ')

const shares = ({ values }: Figure, letter: (at: number) => string): string =>
  values.map((value, at) => `${letter(at)} ${Math.round(value! * 100)} %`).join(', ')
