/**
 * `npm run bench:twins [-- ROWS]`: plants twins in a dataset and in an earlier version of it, compiles both as the functions
 * do, and says how many were found, how many were found that are none, how long it took and how much memory.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { encodeBlock, type Manifest } from '../../shared/dataset/block.ts'
import { publish } from '../../shared/dataset/publish.ts'
import { summarize } from '../../shared/dataset/summary.ts'
import { BLOCK_SIZE, keys } from '../../shared/run/keys.ts'
import type { Run } from '../../shared/run/run.ts'
import { fromBytes, toBytes } from '../../shared/run/stored-json.ts'
import { accepted, aRun, put } from '../dataset/a-run.ts'
import { chanceOf, likeOf, wordsOf } from '../dataset/twins/planted.ts'
import { FolderStore } from './folder-store.ts'

const KINDS = { exact: 1, 'near 0.95': 0.95, 'near 0.90': 0.9, 'near 0.85': 0.85, 'near 0.80': 0.8 } as const
type Kind = keyof typeof KINDS

const WORDS = 170
const N = 2
const rows = Number(process.argv[2] ?? 100_000)
const earlierRows = Math.ceil(rows / 10)
const folder = mkdtempSync(join(tmpdir(), 'fabula-twins-'))
const store = new FolderStore(folder)

const earlier = aRun({ id: 'earlier', seed: '1', createdAt: 1_000 })
const run = aRun({ id: 'run', seed: '2', createdAt: 2_000, count: rows })

/** The same words whenever they are asked for, so that none are kept. */
const original = (of: Run, i: number): string[] => wordsOf(WORDS, chanceOf(i * 2 + (of === run ? 1 : 0)), 20_000)

/** Of each hundred rows ten are twins: two of each kind, one of an earlier row of the run, one of the earlier version. */
function plant(i: number): { kind: Kind; of: Run; original: number } | undefined {
  const place = i % 100
  if (i < 1_000 || place < 90) return undefined
  const kind = (Object.keys(KINDS) as Kind[])[(place - 90) % 5]!
  const block = Math.floor(i / 100)
  // Never a twin itself: those are at places from 90 on.
  const before = Math.floor(chanceOf(i)() * (block - 1)) * 100 + (block % 90)
  return place < 95 ? { kind, of: run, original: before } : { kind, of: earlier, original: before % earlierRows }
}

function textOf(of: Run, i: number): string {
  const planted = of === run ? plant(i) : undefined
  if (planted === undefined) return original(of, i).join(' ')
  const words = original(planted.of, planted.original)
  return (planted.kind === 'exact' ? words : likeOf(words, KINDS[planted.kind], chanceOf(i + 7))).join(' ')
}

async function putBlocks(of: Run, count: number): Promise<void> {
  await put(store, of, [], N)
  for (let block = 0; block * BLOCK_SIZE < count; block += 1) {
    const size = Math.min(BLOCK_SIZE, count - block * BLOCK_SIZE)
    const lines = Array.from({ length: size }, (_, k) => {
      const i = block * BLOCK_SIZE + k
      return toBytes({ ...accepted(i), run: of.id, output: { text: textOf(of, i), labels: {} } })
    })
    await store.put(keys.block(of.id, block, N), await encodeBlock(lines))
  }
}

async function timed(act: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await act()
  return (performance.now() - start) / 1_000
}

const blocksIn = (count: number) => Math.ceil(count / BLOCK_SIZE)
const megabytes = () => Math.round(process.resourceUsage().maxRSS / 1024)

async function dropped(manifest: Manifest): Promise<Map<string, string>> {
  const twins = new Map<string, string>()
  for (const { path } of manifest.files.filter((file) => file.path.startsWith('twins/'))) {
    const { body } = (await store.read(`${keys.version('tales', manifest.version)}${path}`))!
    for (const line of gunzipSync(body).toString().trimEnd().split('\n')) {
      const { id, twin_of } = JSON.parse(line) as { id: string; twin_of: string }
      twins.set(id, twin_of)
    }
  }
  return twins
}

try {
  const world = { store, memoryMegabytes: 512 }
  for (const [of, count] of [
    [earlier, earlierRows],
    [run, rows],
  ] as const) {
    await putBlocks(of, count)
  }
  const before = megabytes()
  const compacting = await timed(async () => {
    for (const [of, count] of [
      [earlier, earlierRows],
      [run, rows],
    ] as const) {
      for (let block = 0; block < blocksIn(count); block += 1) {
        await summarize(store, keys.block(of.id, block, N), of.recipe)
      }
    }
  })
  await publish({ do: 'publish', run: earlier.id, n: N, blocks: blocksIn(earlierRows) }, world)
  const publishing = await timed(async () => {
    await publish({ do: 'publish', run: run.id, n: N, blocks: blocksIn(rows) }, world)
  })
  const manifest = fromBytes<Manifest>((await store.read(keys.manifest('tales', `run.${N}`)))!.body)
  const twins = await dropped(manifest)

  console.log(
    `${rows.toLocaleString('en-US')} rows of ${WORDS} words, compared with ${earlierRows.toLocaleString('en-US')} of an earlier version\n`,
  )
  console.log('| planted | of | rows | found | recall |\n| --- | --- | --- | --- | --- |')
  const expected = new Set<string>()
  for (const whole of [run, earlier]) {
    for (const kind of Object.keys(KINDS) as Kind[]) {
      const planted = Array.from({ length: rows }, (_, i) => i).filter((i) => {
        const twin = plant(i)
        return twin?.kind === kind && twin.of === whole
      })
      const found = planted.filter((i) => twins.get(`run-${i}`) === `${whole.id}-${plant(i)!.original}`)
      for (const i of planted) expected.add(`run-${i}`)
      const whose = whole === run ? 'the run' : 'the earlier version'
      const recall = planted.length === 0 ? '' : ((100 * found.length) / planted.length).toFixed(2)
      console.log(`| ${kind} | ${whose} | ${planted.length} | ${found.length} | ${recall} % |`)
    }
  }
  const wrong = [...twins.keys()].filter((id) => !expected.has(id)).length
  console.log(
    `\nDropped that were not planted: ${wrong} of ${twins.size}: precision ${(100 * (1 - wrong / Math.max(1, twins.size))).toFixed(2)} %`,
  )
  console.log(`In another split than the row they say again: ${manifest.twins?.betweenSplits}`)
  console.log(
    `Summaries of blocks (side by side in functions): ${compacting.toFixed(1)} s; publishing: ${publishing.toFixed(1)} s`,
  )
  console.log(`Peak memory: ${megabytes()} MB (${before} MB after planting)`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
