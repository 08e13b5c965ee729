/**
 * How compiling grows: ended samples as the functions leave them, compiled by the functions' own code, each message in an
 * environment of its kind that has the memory of the function; beside a plain conversion of the same rows to Parquet.
 *
 *     npm run bench:compile                                    10,000 and 100,000 samples
 *     npm run bench:compile -- --rows 1000000
 *     npm run bench:compile -- --rows 10000 --orders 2         twice, blocks in another order: the same bytes?
 *     npm run bench:compile -- --rows 1000000 --environments 2  as many of a kind side by side
 *     npm run bench:compile -- --rows 100000 --cpu-prof /tmp/x  a profile of each environment
 */
import { type ChildProcess, fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { prepareDraws } from '../../shared/draw/draws.ts'
import { builtInRecipe } from '../../shared/recipe/library.ts'
import { keys } from '../../shared/run/keys.ts'
import type { AggregateMessage } from '../../shared/run/message.ts'
import { aRun, put } from '../dataset/a-run.ts'
import { chanceOf } from '../dataset/twins/planted.ts'
import type { Took, Work } from './compile-child.ts'
import { FolderStore } from './folder-store.ts'
import { packPath } from './packed-samples.ts'
import { storyOf } from './stories.ts'

const { values: given } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000,100000' },
    orders: { type: 'string', default: '1' },
    environments: { type: 'string', default: '1' },
    'cpu-prof': { type: 'string' },
  },
})
const sizes = given.rows.split(',').map(Number)
const [orders, sideBySide] = [Number(given.orders), Number(given.environments)]
if (![...sizes, orders, sideBySide].every((n) => Number.isInteger(n) && n > 0)) {
  console.error('--rows takes numbers with commas between them, --orders and --environments a number, all above 0')
  process.exit(2)
}

/** What Lambda gives the function, and of it what the heap may have: beside it lie buffers, and Node itself. */
const MEMORY_MEGABYTES = 1_769
const HEAP_MEGABYTES = 1_024
const N = 2

const recipe = builtInRecipe('tinystories-instruct')
const words = ['verb', 'noun', 'adjective'].flatMap((name) => {
  const entity = recipe.entities[name]
  return entity?.kind === 'list' ? entity.values.map(String) : []
})

type Kind = 'compact' | 'publish' | 'write a part' | 'publish the parts' | 'convert to Parquet'

interface Spent {
  times: number
  wallSeconds: number
  cpuSeconds: number
  longestSeconds: number
  peakMegabytes: number
  gets: number
  puts: number
  lists: number
  read: number
  written: number
}

/** What samples of a run leave: run.json, the samples, the entry that closes it; and apart from these its rows, for the peer. */
async function writeSamples(folder: string, samples: number): Promise<void> {
  const run = aRun({ id: 'run', recipe, seed: 'scale', count: samples })
  await put(new FolderStore(folder), run, [], N)
  const draws = prepareDraws(recipe, run.seed)
  const rows = createWriteStream(join(folder, 'rows.jsonl'))
  for (let from = 0; from < samples; from += 1_000) {
    const path = join(folder, packPath(keys.blockOfSamples(run.id, from / 1_000)))
    mkdirSync(dirname(path), { recursive: true })
    const pack = createWriteStream(path)
    for (let i = from; i < Math.min(samples, from + 1_000); i += 1) {
      const story = storyOf({ run: run.id, i, draw: draws.draw(i), words })
      pack.write(`${JSON.stringify(story)}\n`)
      if (story.state !== 'accepted') continue
      const { text, labels } = story.output!
      rows.write(`${JSON.stringify({ id: `run-${i}`, text, ...labels })}\n`)
    }
    pack.end()
    await once(pack, 'finish')
  }
  rows.end()
  await once(rows, 'finish')
}

/** One environment a kind of message, as Lambda keeps one warm: its peak is that of the greediest of its messages. */
class Environments {
  readonly #folder: string
  readonly #children = new Map<string, ChildProcess>()
  readonly spent = new Map<Kind, Spent>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** As many side by side as there are to be. */
  async all(kind: Kind, messages: readonly AggregateMessage[]): Promise<void> {
    const waiting = [...messages]
    const work = async (environment: number) => {
      for (let message = waiting.shift(); message !== undefined; message = waiting.shift()) {
        await this.do(kind, { message }, environment)
      }
    }
    await Promise.all(Array.from({ length: sideBySide }, (_, environment) => work(environment)))
  }

  async do(kind: Kind, work: Omit<Work, 'folder'>, environment = 0): Promise<Took> {
    const name = `${kind} ${environment}`
    const child = this.#children.get(name) ?? this.#start(name)
    child.send({ folder: this.#folder, ...work })
    const took = await new Promise<Took>((resolve, reject) => {
      const ended = (code: number | null, signal: string | null) =>
        reject(new Error(`the environment of "${kind}" ended with ${code ?? signal}`))
      child.once('exit', ended)
      child.once('message', (message) => {
        child.off('exit', ended)
        resolve(message as Took)
      })
    })
    this.#count(kind, took)
    return took
  }

  #start(name: string): ChildProcess {
    const profiled = given['cpu-prof'] === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${given['cpu-prof']}`]
    const child = fork(fileURLToPath(new URL('./compile-child.ts', import.meta.url)), {
      execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`, ...profiled],
    })
    this.#children.set(name, child)
    return child
  }

  #count(kind: Kind, took: Took): void {
    const before = this.spent.get(kind)
    this.spent.set(kind, {
      times: (before?.times ?? 0) + 1,
      wallSeconds: (before?.wallSeconds ?? 0) + took.wallSeconds,
      cpuSeconds: (before?.cpuSeconds ?? 0) + took.cpuSeconds,
      longestSeconds: Math.max(before?.longestSeconds ?? 0, took.wallSeconds),
      peakMegabytes: Math.max(before?.peakMegabytes ?? 0, took.peakMegabytes),
      ...{ gets: (before?.gets ?? 0) + took.asked.gets, puts: (before?.puts ?? 0) + took.asked.puts },
      ...{ lists: (before?.lists ?? 0) + took.asked.lists, read: (before?.read ?? 0) + took.asked.read },
      written: (before?.written ?? 0) + took.asked.written,
    })
  }

  async close(): Promise<void> {
    for (const child of this.#children.values()) {
      child.disconnect()
      await once(child, 'exit')
    }
  }
}

/** Blocks and parts in the order that chance has them come, and then the dataset. */
async function compile(folder: string, samples: number, order: number): Promise<Environments> {
  const environments = new Environments(folder)
  const chance = chanceOf(order)
  const shuffled = (messages: readonly AggregateMessage[]) =>
    messages
      .map((message) => ({ message, at: chance() }))
      .sort((a, b) => a.at - b.at)
      .map(({ message }) => message)
  const blocks = Math.ceil(samples / 1_000)
  const compactions = Array.from({ length: blocks }, (_, block) => {
    const released = Math.min(1_000, samples - block * 1_000)
    return { do: 'compact' as const, run: 'run', block, released, n: N }
  })
  await environments.all('compact', shuffled(compactions))
  const publish = { do: 'publish' as const, run: 'run', n: N, blocks }
  const { sent } = await environments.do('publish', { message: publish })
  if (sent.length === 0) return environments
  await environments.all('write a part', shuffled(sent))
  const last = await environments.do('publish the parts', { message: publish })
  if (last.did !== 'published') throw new Error(`the parts are written, and yet publishing came to "${last.did}"`)
  return environments
}

/** Of every file of the version, by its path. */
function hashOf(folder: string): string {
  const hash = createHash('sha256')
  const version = join(folder, 'datasets')
  for (const path of readdirSync(version, { recursive: true, encoding: 'utf8' }).sort()) {
    if (path.includes('.')) {
      hash.update(path)
      try {
        hash.update(readFileSync(join(version, path)))
      } catch {
        // A folder.
      }
    }
  }
  return hash.digest('hex').slice(0, 16)
}

const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })

function report(samples: number, spent: ReadonlyMap<Kind, Spent>): void {
  for (const [kind, of] of spent) {
    const row = [
      number(samples),
      kind,
      number(of.times),
      `${number(of.longestSeconds, 1)} s`,
      `${number(of.peakMegabytes)} MB`,
      `${number(of.wallSeconds, 1)} s`,
      `${number(of.cpuSeconds, 1)} s`,
      number((of.cpuSeconds / samples) * 1e6),
      number(samples / of.wallSeconds),
      `${number(of.gets)} / ${number(of.puts)} / ${number(of.lists)}`,
      `${number(of.read / 2 ** 20)} / ${number(of.written / 2 ** 20)} MB`,
    ]
    console.log(`| ${row.join(' | ')} |`)
  }
}

const HEAD = [
  ...['samples', 'invocation', 'times', 'longest', 'peak memory', 'wall, all', 'CPU, all', 'CPU µs a sample'],
  ...['samples/s', 'GET / PUT / LIST', 'read / written'],
]

console.log(
  `Memory of a function: ${number(MEMORY_MEGABYTES)} MB. On ${cpus().length} cores of ${cpus()[0]?.model.trim()}.\n`,
)
console.log(`| ${HEAD.join(' | ')} |\n|${HEAD.map((_, at) => (at < 2 ? ' --- |' : ' ---: |')).join('')}`)
for (const samples of sizes) {
  const folder = mkdtempSync(join(tmpdir(), 'fabula-compile-'))
  try {
    await writeSamples(folder, samples)
    const hashes = new Set<string>()
    for (let order = 0; order < orders; order += 1) {
      for (const made of ['blocks', 'sums', 'digests', 'shingles', 'earlier', 'parts']) {
        rmSync(join(folder, 'runs', 'run', made), { recursive: true, force: true })
      }
      rmSync(join(folder, 'datasets'), { recursive: true, force: true })
      const environments = await compile(folder, samples, order)
      hashes.add(hashOf(folder))
      await environments.do('convert to Parquet', {
        convert: join(folder, 'rows.jsonl'),
        to: join(folder, 'rows.parquet'),
      })
      await environments.close()
      report(samples, environments.spent)
    }
    console.error(`${number(samples)} samples in ${orders} orders: SHA-256 ${[...hashes].join(', ')}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
