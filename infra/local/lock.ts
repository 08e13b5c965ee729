import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Holder {
  pid: number
  start: string
  /** ISO date. */
  since: string
  /** Of its HTTP API, once it can be asked. */
  apiUrl?: string
}

/** Somebody else works in the folder. */
export class FolderLocked extends Error {
  override readonly name = 'FolderLocked'
  readonly holder: Holder | undefined
  constructor(folder: string, holder: Holder | undefined) {
    const who = holder ? `process ${holder.pid}, since ${holder.since}` : 'another process'
    super(`${folder} is in use by ${who}. Wait for it, stop it, or use another folder with --out.`)
    this.holder = holder
  }
}

export interface Lock {
  /** For who finds the folder taken. */
  tell(more: Pick<Holder, 'apiUrl'>): void
  release(): void
}

/** Milliseconds that a holder who was killed a moment ago may take to be gone. */
const PATIENCE = 3_000

/**
 * Holds `folder` for this process alone. The lock is one of the operating system (SQLite's, on an empty database), so that
 * it ends with the process however that dies: none is ever stale. Network file systems may not keep it.
 * Throws `FolderLocked`.
 */
export async function lockFolder(folder: string, start: string, patience = PATIENCE): Promise<Lock> {
  mkdirSync(folder, { recursive: true })
  const database = new DatabaseSync(join(folder, 'lock'))
  const about = join(folder, 'lock.json')
  const until = Date.now() + patience
  while (!isTaken(database)) {
    if (Date.now() >= until) {
      database.close()
      throw new FolderLocked(folder, readHolder(about))
    }
    await sleep(100)
  }
  const holder: Holder = { pid: process.pid, start, since: new Date().toISOString() }
  const tell: Lock['tell'] = (more) => writeFileSync(about, JSON.stringify({ ...holder, ...more }))
  tell({})
  return { tell, release: () => database.close() }
}

/** Who works in the folder now; undefined where nobody does. */
export function holderOf(folder: string): Holder | undefined {
  const database = new DatabaseSync(join(folder, 'lock'))
  try {
    return isTaken(database) ? undefined : (readHolder(join(folder, 'lock.json')) ?? { pid: 0, start: '', since: '' })
  } finally {
    database.close()
  }
}

function isTaken(database: DatabaseSync): boolean {
  try {
    database.exec('BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    // SQLITE_BUSY
    if ((error as { errcode?: number }).errcode === 5) return false
    throw error
  }
}

/** For the message only. */
function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}
