import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { CodePart } from '../../shared/proof/code-parts.ts'
import { type Told, toldBy } from '../../shared/proof/told.ts'
import { dropSnapshot, snapshotOf } from './verify-snapshot.ts'

export interface Limits {
  /** Of one row's code. */
  seconds: number
  /** Of the interpreter, its own some 40 included. */
  megabytes: number
}

const PYODIDE = `${dirname(createRequire(import.meta.url).resolve('pyodide'))}/`
const CHILD = fileURLToPath(new URL('./verify-child.ts', import.meta.url))
const WALLS = fileURLToPath(new URL('./verify-walls.ts', import.meta.url))
/** Run one after another, in the same names. */
const PYTHONS = ['lock', 'notes', 'harness'].map((name) =>
  fileURLToPath(new URL(`./verify-${name}.py`, import.meta.url)),
)

/** Rows that one interpreter runs at most. */
const MOST_ROWS = 500
/** What a loop that minds the limit needs to end by itself, before it is ended. */
const GRACE_MS = 2_000
/** A machine that is busy with other things may need long. */
const START_MS = 120_000
/** Heap of JavaScript: Python's own memory is apart from it. */
const HEAP_MEGABYTES = 256

/**
 * Python in a process of its own that may read the interpreter's files and nothing else: no file is written, no process or
 * thread started, no code made of text, by Node's permission model; no network, no signal, by `verify-walls.ts`; and its
 * environment is empty. It is started when it is needed, ended when it hangs, and replaced then.
 */
export class Interpreter {
  readonly #limits: Limits
  #process: Running | undefined
  #starts = 0

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** How many processes there have been. */
  get starts(): number {
    return this.#starts
  }

  /** Runs the parts of a row one after another in the same names, and says what came of it. Rejects only where Python cannot be started. */
  async run(parts: readonly CodePart[]): Promise<Told> {
    const running = await this.#running()
    running.rows += 1
    const told = await this.#asked(running, parts)
    if (!told.again || running.rows >= MOST_ROWS) this.close()
    return told
  }

  close(): void {
    this.#process?.child.kill('SIGKILL')
    this.#process = undefined
  }

  async #running(): Promise<Running> {
    if (this.#process !== undefined) return this.#process
    this.#starts += 1
    const snapshot = await snapshotOf(PYODIDE, PYTHONS)
    const running = started(this.#limits, snapshot)
    if (await this.#isReady(running)) return running
    if (snapshot !== undefined) {
      await dropSnapshot(snapshot)
      const plain = started(this.#limits)
      if (await this.#isReady(plain)) return plain
    }
    const complaint = running.complaint()
    throw new Error(`Python does not start in a process of its own${complaint === '' ? '' : `: ${complaint}`}`)
  }

  async #isReady(running: Running): Promise<boolean> {
    this.#process = running
    const ready = await within(running.answers.next(), START_MS)
    if (ready !== undefined && !ready.done) return true
    this.close()
    return false
  }

  async #asked({ child, answers }: Running, parts: readonly CodePart[]): Promise<Told> {
    child.stdin!.write(`${JSON.stringify({ parts })}\n`)
    const answer = await within(answers.next(), this.#limits.seconds * 1_000 + GRACE_MS)
    if (answer === undefined) return { ...toldBy({ end: 'endless' }), again: false }
    return answer.done ? { ...toldBy({ end: 'broken' }), again: false } : toldBy(parsed(answer.value))
  }
}

/** Flags of Node for a process that reads these files and can do nothing else but compute, and use the network and signals. */
export const confined = (paths: readonly string[]): string[] => [
  ...['--permission', ...paths.map((path) => `--allow-fs-read=${path}`)],
  ...['--disallow-code-generation-from-strings', '--disable-sigusr1', '--no-addons', '--no-warnings'],
  `--max-old-space-size=${HEAP_MEGABYTES}`,
]

interface Running {
  child: ChildProcess
  answers: AsyncIterator<string>
  rows: number
  /** The last that it said on stderr. */
  complaint(): string
}

function started({ seconds, megabytes }: Limits, snapshot = ''): Running {
  const child = spawn(
    process.execPath,
    [
      ...confined([PYODIDE, CHILD, WALLS, ...PYTHONS, ...(snapshot === '' ? [] : [snapshot])]),
      CHILD,
      ...[PYTHONS.join('\n'), PYODIDE, String(megabytes), String(seconds * 1_000), snapshot],
    ],
    { env: {}, cwd: PYODIDE, stdio: ['pipe', 'ignore', 'pipe', 'pipe'] },
  )
  // A process that has just ended takes no request: its missing answer says so.
  child.stdin!.on('error', () => {})
  let complaint = ''
  child.stderr!.on('data', (bytes: Buffer) => {
    complaint = `${complaint}${bytes}`.slice(-2_000)
  })
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  void once(child, 'exit').then(() => process.off('exit', end))
  const answers = createInterface({ input: child.stdio[3] as Readable })[Symbol.asyncIterator]()
  return {
    child,
    answers,
    rows: 0,
    complaint: () => /^\w*Error\b.{0,300}/m.exec(complaint)?.[0] ?? complaint.trim().slice(-300),
  }
}

async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
