import type { Cells, Converter, Piece } from './format.ts'

/** What BEIR calls the splits. */
const QRELS = { train: 'train', validation: 'dev', test: 'test' } as const

const QRELS_HEAD = 'query-id\tcorpus-id\tscore\n'

/** An id is a cell of a table without quoting. */
const idIn = (text: string): string => text.replace(/\s+/g, ' ').trim()

const line = (value: object): string => `${JSON.stringify(value)}\n`

/**
 * Queries (the texts), the passages that they are about, each once, and which is relevant to which
 * (https://github.com/beir-cellar/beir/wiki/Load-your-custom-dataset).
 */
export function beir(cells: Cells): Converter {
  const passages = new Set<string>()
  return {
    pieces(row, split) {
      const document = idIn(cells.text(row, 'document'))
      const passage = cells.text(row, 'passage')
      const [id, text] = [row['id'] as string, row['text'] as string]
      if (document === '' || passage === '') return []
      const isNew = !passages.has(document)
      passages.add(document)
      const corpus: Piece = {
        file: 'corpus.jsonl',
        text: line({ _id: document, title: cells.text(row, 'title'), text: passage, metadata: {} }),
      }
      return [
        ...(isNew ? [corpus] : []),
        { file: 'queries.jsonl', text: line({ _id: id, text, metadata: {} }) },
        { file: `qrels/${QRELS[split]}.tsv`, head: QRELS_HEAD, text: `${id}\t${document}\t1\n` },
      ]
    },
  }
}
