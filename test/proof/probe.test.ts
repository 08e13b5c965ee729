import { describe, expect, it } from 'vitest'
import { heldOut, placeOf } from '../../shared/proof/held-out.ts'
import { type Label, type LabelledText, labelOf } from '../../shared/proof/labels.ts'
import { type LabelProof, proofs, type RealRows } from '../../shared/proof/probe.ts'
import { labelled } from './labelled.ts'

function probed(rows: readonly LabelledText[], real?: RealRows): LabelProof {
  const { train, test } = heldOut(rows, false)
  return proofs({ labels: [labelOf('label', train)], train, test, ...(real && { real }) })[0]!
}

const kinds = ({ findings }: LabelProof) => findings.map(({ kind }) => kind)

describe('a probe', () => {
  it('learns a label that most texts show, and has nothing to warn of', () => {
    const proof = probed(labelled(400, { shown: 8 }))

    expect(proof.verdict).toBe('learned')
    expect(proof.test.accuracy).toBeGreaterThan(0.8)
    expect(kinds(proof)).toEqual([])
  })

  it('says that it is too easy where every text gives its label away, and by which words', () => {
    const proof = probed(labelled(400))

    expect(kinds(proof)).toEqual(['too-easy'])
    const told = Object.fromEntries(proof.telling.map(({ name, grams }) => [name, grams]))
    expect(told['good']).toEqual(expect.arrayContaining(['lovely', 'glad', 'again']))
    expect(told['bad']).toEqual(expect.arrayContaining(['broken', 'refund', 'never']))
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('says that nothing is learned of labels given by lot (%i)', (key) => {
    const proof = probed(labelled(300, { shown: 0, key }))

    expect(proof.verdict).toBe('nothing')
    expect(kinds(proof)).toContain('nothing-learned')
  })

  it('says that nothing is learned of lots of classes given by lot', () => {
    const rows = labelled(600, { shown: 0 }).map((row, i) => ({
      ...row,
      labels: { label: `class ${(i * 7919) % 13}` },
    }))

    expect(probed(rows).verdict).toBe('nothing')
  })

  it('says that 95 % right is nothing where 95 % are of one class', () => {
    const proof = probed(labelled(400, { shown: 0, share: 0.95 }))

    expect(proof.test.accuracy).toBeGreaterThan(0.85)
    expect(proof.verdict).toBe('nothing')
    expect(kinds(proof)).toEqual(expect.arrayContaining(['nothing-learned', 'imbalanced']))
  })

  it('says that a handful of rows says nothing', () => {
    expect(kinds(probed(labelled(30)))).toContain('too-few-rows')
  })

  it('gives the same figures again', () => {
    expect(probed(labelled(200))).toEqual(probed(labelled(200)))
  })

  it('learns each value of a list by itself', () => {
    const rows = labelled(400).map((row, i) => {
      const sea = i % 3 === 0
      return {
        ...row,
        text: sea ? `${row.text} sea` : row.text,
        labels: { label: [row.labels['label'] as string, ...(sea ? ['sea'] : [])] },
      }
    })
    const proof = probed(rows)

    expect(proof.kind).toBe('several')
    expect(proof.test.classes.map(({ name, f1 }) => [name, f1! > 0.95])).toEqual(
      expect.arrayContaining([
        ['good', true],
        ['bad', true],
        ['sea', true],
      ]),
    )
    expect(proof.test.exact).toBeGreaterThan(0.9)
  })
})

describe('a probe on real text', () => {
  const synthetic = labelled(400)
  const renamed = (names: Record<string, string>, rows = labelled(100, { key: 9 })) =>
    rows.map((row) => ({ ...row, labels: { label: names[row.labels['label'] as string]! } }))

  it('knows labels whatever their case, and those that it is told of', () => {
    const asked: [Record<string, string>, RealRows['names']?][] = [
      [{ good: 'GOOD', bad: ' Bad' }],
      [
        { good: '1', bad: '0' },
        new Map([
          ['1', 'good'],
          ['0', 'bad'],
        ]),
      ],
    ]
    for (const [names, map] of asked) {
      const { real } = probed(synthetic, { rows: renamed(names), ...(map && { names: map }) })

      expect(real).toMatchObject({ rows: 100, unmatched: [] })
      expect(real!.accuracy).toBeGreaterThan(0.9)
    }
  })

  it('says which labels do not match, and leaves their rows out', () => {
    const proof = probed(synthetic, { rows: renamed({ good: 'good', bad: 'awful' }) })

    expect(proof.real!.unmatched).toEqual([{ name: 'awful', rows: 100 - proof.real!.rows }])
    expect(proof.findings.find(({ kind }) => kind === 'unmatched')!.message).toContain('"awful"')
  })

  it('says that what was learned does not help there, or less', () => {
    const other = renamed({ good: 'good', bad: 'bad' }, labelled(200, { key: 9, shown: 0 }))
    const half = renamed({ good: 'good', bad: 'bad' }, labelled(200, { key: 9, shown: 6 }))

    expect(kinds(probed(synthetic, { rows: other }))).toContain('real-nothing')
    expect(kinds(probed(synthetic, { rows: half }))).toContain('real-far')
  })

  it('takes true and 1 for yes', () => {
    const answers = (rows: LabelledText[], yes: string, no: string) =>
      rows.map((row) => ({ ...row, labels: { label: row.labels['label'] === 'good' ? yes : no } }))

    const { real } = probed(answers(synthetic, 'yes', 'no'), { rows: answers(labelled(50, { key: 2 }), 'true', '0') })

    expect(real).toMatchObject({ rows: 50, unmatched: [] })
  })
})

describe('rows that are kept from training', () => {
  it('stay so when the dataset grows', () => {
    const before = new Set(heldOut(labelled(500), false).test.map(({ id }) => id))
    const after = heldOut(labelled(1_000), false)

    expect(after.test.filter(({ id }) => Number(id.slice(2)) < 500).map(({ id }) => id)).toEqual([...before])
    expect(after.test.length / 1_000).toBeCloseTo(0.2, 1)
  })

  it('are a fifth also of a large dataset, of which only a part is looked at', () => {
    const seen = labelled(4_000).filter(({ id }) => placeOf(id, 'looked at') < 0.2)

    expect(heldOut(seen, false).test.length / seen.length).toBeCloseTo(0.2, 1)
  })

  it('never have a sibling of the same sample in training', () => {
    const rows = Array.from({ length: 300 }, (_, i) => ({ id: `run-${Math.floor(i / 3)}-${i % 3}` }))
    const { train, test } = heldOut(rows, true)
    const samples = (side: { id: string }[]) => new Set(side.map(({ id }) => id.replace(/-\d$/, '')))

    expect([...samples(train)].filter((sample) => samples(test).has(sample))).toEqual([])
  })
})

describe('a label', () => {
  it('has its classes from the commonest on, lists taken apart and nothing left out but what is not there', () => {
    const rows = [['b', 'a'], ['a', 'a'], null, []].map((label, i) => ({ id: `${i}`, text: 't', labels: { label } }))

    expect(labelOf('label', rows)).toEqual({
      name: 'label',
      kind: 'several',
      classes: [
        { name: 'a', rows: 2 },
        { name: 'b', rows: 1 },
      ],
    } satisfies Label)
  })
})
