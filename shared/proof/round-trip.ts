import { Bm25 } from './bm25.ts'
import { atLeast, interval } from './chance.ts'
import { percent } from './findings.ts'

export interface Query {
  id: string
  text: string
  document: string
  /** What sort of query, where the dataset says so. */
  kind?: string
}

export interface RoundTrip {
  queries: number
  documents: number
  /** Share of the queries that find their document among the first 1 and 10. */
  at1: number
  at10: number
  /** 95 %. */
  interval1: [number, number]
  /** Mean of 1 / rank, 0 where the document is not found. */
  mrr: number
  /** Shares that a ranking by lot would have. */
  byLot: { at1: number; at10: number }
  kinds: { name: string; queries: number; at1: number; at10: number; mrr: number }[]
  /** Queries that do not find their document among the first ten, the first few. */
  lost: { id: string; text: string; document: string; rank: number | null }[]
  findings: { kind: 'not-found' | 'too-easy' | 'few-documents' | 'unknown-document'; message: string }[]
}

const SHOWN = 10
const FEW_DOCUMENTS = 20
const TOO_EASY = 0.98

/** Whether queries lead back to the documents that they were made from, by BM25 over all documents. A tie is no find. */
export function roundTrip(queries: readonly Query[], documents: ReadonlyMap<string, string>): RoundTrip {
  const ids = [...documents.keys()]
  const places = new Map(ids.map((id, place) => [id, place]))
  const index = new Bm25([...documents.values()])
  const known = queries.filter(({ document }) => places.has(document))
  const ranked = known.map((query) => ({ ...query, rank: index.rank(query.text, places.get(query.document)!) }))
  const kinds = [...new Set(ranked.map(({ kind }) => kind).filter((kind) => kind !== undefined))]
  const found = ranked.filter(({ rank }) => rank === 1).length
  const figures = figuresOf(ranked)
  const byLot = { at1: Math.min(1, 1 / ids.length), at10: Math.min(1, 10 / ids.length) }
  return {
    queries: known.length,
    documents: ids.length,
    ...figures,
    interval1: interval(found, known.length),
    byLot,
    kinds: kinds.map((name) => {
      const own = ranked.filter(({ kind }) => kind === name)
      return { name, queries: own.length, ...figuresOf(own) }
    }),
    lost: ranked
      .filter(({ rank }) => rank === undefined || rank > 10)
      .slice(0, SHOWN)
      .map(({ id, text, document, rank }) => ({ id, text, document, rank: rank ?? null })),
    findings: findings(figures, found, known.length, queries.length - known.length, ids.length),
  }
}

function figuresOf(ranked: readonly { rank: number | undefined }[]) {
  const within = (most: number) => ranked.filter(({ rank }) => rank !== undefined && rank <= most).length
  const share = (n: number) => (ranked.length === 0 ? 0 : n / ranked.length)
  return {
    at1: share(within(1)),
    at10: share(within(10)),
    mrr: share(ranked.reduce((sum, { rank }) => sum + (rank === undefined ? 0 : 1 / rank), 0)),
  }
}

function findings(
  { at1 }: { at1: number },
  found: number,
  queries: number,
  strangers: number,
  documents: number,
): RoundTrip['findings'] {
  const all: RoundTrip['findings'] = []
  if (strangers > 0) {
    all.push({
      kind: 'unknown-document',
      message: `${strangers} queries name a document that is not there, and are left out`,
    })
  }
  if (documents < FEW_DOCUMENTS) {
    all.push({ kind: 'few-documents', message: `only ${documents} documents: hardly a query can miss among so few` })
  }
  if (atLeast(found, queries, 1 / Math.max(1, documents)) >= 0.01) {
    all.push({
      kind: 'not-found',
      message: 'queries find their documents no better than by lot: they are not about them',
    })
  } else if (at1 >= TOO_EASY) {
    all.push({
      kind: 'too-easy',
      message: `${percent(at1)} find their document by its words alone: a retriever learns nothing from them that BM25 does not know`,
    })
  }
  return all
}
