export interface ClassScore {
  name: string
  /** Null where it was never guessed. */
  precision: number | null
  /** Null where no row has it. */
  recall: number | null
  f1: number | null
  /** Rows that have it. */
  support: number
  guessed: number
}

export interface Scores {
  rows: number
  right: number
  accuracy: number
  /** The mean over the classes that a row has. */
  macroF1: number
  classes: ClassScore[]
  /** `confusion[truth][guess]`, in the order of `classes`. */
  confusion: number[][]
}

/** `truths[i]` and `guesses[i]` are places in `names`. */
export function scoresOf(truths: ArrayLike<number>, guesses: ArrayLike<number>, names: readonly string[]): Scores {
  const confusion = names.map(() => names.map(() => 0))
  for (let i = 0; i < truths.length; i++) confusion[truths[i]!]![guesses[i]!]! += 1
  const classes = names.map((name, k) => classScore(name, confusion, k))
  const right = sum(names.map((_, k) => confusion[k]![k]!))
  const met = classes.filter(({ support }) => support > 0)
  return {
    rows: truths.length,
    right,
    accuracy: truths.length === 0 ? 0 : right / truths.length,
    macroF1: met.length === 0 ? 0 : sum(met.map(({ f1 }) => f1 ?? 0)) / met.length,
    classes,
    confusion,
  }
}

function classScore(name: string, confusion: readonly number[][], k: number): ClassScore {
  const right = confusion[k]![k]!
  const support = sum(confusion[k]!)
  const guessed = sum(confusion.map((row) => row[k]!))
  return {
    name,
    precision: guessed === 0 ? null : right / guessed,
    recall: support === 0 ? null : right / support,
    f1: support + guessed === 0 ? null : (2 * right) / (support + guessed),
    support,
    guessed,
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)
