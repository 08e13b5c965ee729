import type { Tested } from './classified.ts'
import type { LabelProof } from './probe.ts'

export type Verdict = 'learned' | 'no better than the commonest' | 'nothing' | 'too few rows'

export interface Finding {
  kind:
    | 'nothing-learned'
    | 'not-better'
    | 'too-easy'
    | 'too-few-rows'
    | 'imbalanced'
    | 'small-classes'
    | 'unmatched'
    | 'real-nothing'
    | 'real-far'
    | 'real-too-few'
  message: string
}

/** Below this, luck is not an answer any more. */
const LUCK = 0.01
const FEWEST_ROWS = 10
/** From here on, of so many rows, the labels can be read off the text. */
const TOO_EASY = 0.98
/** Times that the largest class has the rows of the smallest. */
const IMBALANCE = 4
const FEWEST_OF_CLASS = 20
/** How much worse real text may do before it is told. */
const FAR = 0.1

export function verdictOf({ rows, chance, notBetter }: Tested): Verdict {
  if (rows < FEWEST_ROWS) return 'too few rows'
  if (chance >= LUCK) return 'nothing'
  return notBetter >= 0.05 ? 'no better than the commonest' : 'learned'
}

/** What a person should know before believing the figures. The worst first. */
export function findingsOf(proof: Omit<LabelProof, 'findings'>): Finding[] {
  return [...learning(proof), ...ease(proof), ...sizes(proof), ...reality(proof)]
}

function learning({ verdict, test, kind }: Omit<LabelProof, 'findings'>): Finding[] {
  switch (verdict) {
    case 'too few rows':
      return [
        {
          kind: 'too-few-rows',
          message: `only ${test.rows} test rows: no figure of it means anything; make more rows`,
        },
      ]
    case 'nothing':
      return [
        {
          kind: 'nothing-learned',
          message: `nothing is learned that luck does not explain (p = ${inWords(test.chance)}). The text does not show the label, or there are too few rows`,
        },
      ]
    case 'no better than the commonest':
      return [
        {
          kind: 'not-better',
          message: `something is learned, but ${percent(test.accuracy)} right is no better than always answering with the commonest ${kind === 'one' ? 'class' : 'answer'} (${percent(test.commonest)}); look at macro-F1`,
        },
      ]
    case 'learned':
      return []
  }
}

function ease({ verdict, test, telling }: Omit<LabelProof, 'findings'>): Finding[] {
  if (verdict !== 'learned' || test.accuracy < TOO_EASY) return []
  const words = telling.flatMap(({ grams }) => grams.slice(0, 2)).slice(0, 6)
  return [
    {
      kind: 'too-easy',
      message: `${percent(test.accuracy)} right on its own test is too easy: the texts give their labels away${words.length > 0 ? `, by ${words.map((word) => `“${word}”`).join(', ')} and the like` : ''}. Real text is harder; try --real, and vary the texts`,
    },
  ]
}

function sizes({ classes, kind, trained, test }: Omit<LabelProof, 'findings'>): Finding[] {
  const found: Finding[] = []
  const [first, last] = [classes[0]!, classes.at(-1)!]
  if (first.rows >= FEWEST_OF_CLASS && first.rows >= IMBALANCE * last.rows) {
    found.push({
      kind: 'imbalanced',
      message: `classes are imbalanced: "${first.name}" has ${first.rows} training rows, "${last.name}" ${last.rows}`,
    })
  }
  const small = classes.filter(
    ({ rows }) => rows < FEWEST_OF_CLASS || (kind === 'several' && trained - rows < FEWEST_OF_CLASS),
  )
  const untested = test.classes.filter(({ support }) => support === 0)
  if (small.length > 0) {
    found.push({
      kind: 'small-classes',
      message: `${small.length} of ${classes.length} classes have fewer than ${FEWEST_OF_CLASS} training rows${kind === 'several' ? ' with or without them' : ''}, and what is said of each is hardly more than luck: ${listed(small.map(({ name, rows }) => `"${name}" (${rows})`))}`,
    })
  } else if (untested.length > 0) {
    found.push({ kind: 'small-classes', message: `${listed(untested.map(({ name }) => `"${name}"`))}: no test row` })
  }
  return found
}

function reality({ real, test, classes, verdict }: Omit<LabelProof, 'findings'>): Finding[] {
  if (real === undefined) return []
  const found: Finding[] = []
  if (real.unmatched.length > 0) {
    const names = listed(real.unmatched.map(({ name, rows }) => `"${name}" (${rows})`))
    const ours = listed(classes.map(({ name }) => `"${name}"`))
    found.push({
      kind: 'unmatched',
      message: `real labels that the dataset does not have: ${names}. It has ${ours}; --map REAL=OURS joins them`,
    })
  }
  if (real.rows < FEWEST_ROWS) {
    found.push({
      kind: 'real-too-few',
      message: `only ${real.rows} real rows can be compared: no figure of them means anything`,
    })
  } else if (real.chance >= LUCK) {
    found.push({
      kind: 'real-nothing',
      message: `what was learned does not help on real text: guesses as good come by luck with p = ${inWords(real.chance)}`,
    })
  } else if (verdict === 'learned' && test.macroF1 - real.macroF1 > FAR) {
    found.push({
      kind: 'real-far',
      message: `macro-F1 falls from ${fixed(test.macroF1)} on its own test to ${fixed(real.macroF1)} on real text: the dataset is not like it yet`,
    })
  }
  return found
}

const NAMED = 4

const listed = (names: readonly string[]): string =>
  names.length <= NAMED ? names.join(', ') : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`

/** Rounded down at the top: 99.96 % is not all. */
export const percent = (share: number): string =>
  share === 1 ? '100 %' : `${(Math.min(share, 0.999) * 100).toFixed(1)} %`

export const fixed = (n: number): string => n.toFixed(2)

export const inWords = (p: number): string => (p < 0.001 ? 'less than 0.001' : p.toFixed(p < 0.1 ? 3 : 2))
