import { holm } from './chance.ts'
import { type Classified, classified, type Tested } from './classified.ts'
import { type Finding, findingsOf, type Verdict, verdictOf } from './findings.ts'
import { knownLabel } from './label-names.ts'
import { type Cell, type Kind, type Label, type LabelledText, valuesOf } from './labels.ts'
import { Vocabulary } from './vectors.ts'

/** Real text that a person has labelled, in the person's own words. */
export interface RealRows {
  rows: readonly LabelledText[]
  /** What the person said is the same: real name, the dataset's. */
  names?: ReadonlyMap<string, string>
}

export interface LabelProof {
  label: string
  kind: Kind
  classes: { name: string; rows: number }[]
  trained: number
  verdict: Verdict
  test: Tested
  real?: Tested & { unmatched: { name: string; rows: number }[] }
  telling: Classified['telling']
  findings: Finding[]
}

export interface ProbeInput {
  labels: readonly Label[]
  train: readonly LabelledText[]
  test: readonly LabelledText[]
  real?: RealRows
}

/**
 * What a small classifier learns from the rows, label by label: on rows kept from it, and on real text where there is some.
 * `labels` are those of the training rows. Pure: the same rows give the same figures on any machine.
 */
export function proofs({ labels, train, test, real }: ProbeInput): LabelProof[] {
  const vocabulary = new Vocabulary(train.map(({ text }) => text))
  const tried = labels.map((label) => {
    const model = classified(label, train, vocabulary)
    const own = model.test(test)
    const matched = real && matchedRows(label, real)
    return { label, model, own, matched, onReal: matched && model.test(matched.rows) }
  })
  // Of many labels, one looks learned by luck.
  const chances = holm(tried.map(({ own }) => own.chance))
  return tried.map(({ label, model, own, matched, onReal }, i) => {
    const tested = { ...own, chance: chances[i]! }
    const proof = {
      label: label.name,
      kind: label.kind,
      classes: label.classes,
      trained: model.trained,
      verdict: verdictOf(tested),
      test: tested,
      ...(onReal && matched && { real: { ...onReal, unmatched: matched.unmatched } }),
      telling: model.telling,
    }
    return { ...proof, findings: findingsOf(proof) }
  })
}

/** The real rows with the dataset's names in place of their own. Rows whose name it does not know are left out, and counted. */
function matchedRows({ name, kind, classes }: Label, { rows, names }: RealRows) {
  const known = classes.map((each) => each.name)
  const unmatched = new Map<string, number>()
  const matched = rows.flatMap((row) => {
    const cell = row.labels[name]
    if (cell === null || cell === undefined) return []
    const found = valuesOf(cell).map((value) => {
      const ours = knownLabel(value, known, names)
      if (ours === undefined) unmatched.set(value, (unmatched.get(value) ?? 0) + 1)
      return ours
    })
    // A list without what the dataset does not know is still the truth on what it knows.
    const kept = found.filter((value) => value !== undefined)
    if (kind === 'one' && kept.length !== 1) return []
    const translated: Cell = kind === 'one' ? kept[0]! : kept
    return [{ ...row, labels: { [name]: translated } }]
  })
  const byRows = [...unmatched].map(([value, n]) => ({ name: value, rows: n })).sort((a, b) => b.rows - a.rows)
  return { rows: matched, unmatched: byRows }
}
