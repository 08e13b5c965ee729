import { createHash } from 'node:crypto'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { InputError } from '../exit.ts'

/** Characters that are collected before they are written. */
const PIECE = 1024 * 1024

interface OpenFile {
  text: string[]
  characters: number
  rows: number
}

/** A folder that is there whole or not at all: it is written beside, and renamed when it is done. */
export class NewFolder {
  readonly target: string
  readonly part: string
  readonly #files = new Map<string, OpenFile>()

  private constructor(target: string) {
    this.target = target
    this.part = `${target}.part`
  }

  /** Throws `InputError` where something is there already. */
  static async at(path: string): Promise<NewFolder> {
    const folder = new NewFolder(resolve(path))
    const there = await readdir(folder.target).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw new InputError(`--out: ${path} is there and is no folder`, { cause: error })
    })
    if (there.length > 0)
      throw new InputError(`--out: ${path} is there already and not empty; remove it, or name another`)
    await rm(folder.part, { recursive: true, force: true })
    await mkdir(folder.part, { recursive: true })
    return folder
  }

  /** Appends to a file below the folder; `head` begins it. */
  async append(file: string, text: string, head = ''): Promise<void> {
    const known = this.#files.get(file)
    const own = known ?? { text: [head], characters: 0, rows: 0 }
    if (known === undefined) this.#files.set(file, own)
    own.text.push(text)
    own.characters += text.length
    own.rows += 1
    if (own.characters >= PIECE) await this.#flush(file, own)
  }

  async put(file: string, body: Uint8Array | string): Promise<void> {
    const path = join(this.part, file)
    await mkdir(dirname(path), { recursive: true })
    await using handle = await open(path, 'w')
    await handle.writeFile(body)
  }

  /** What is in each file that was appended to. */
  async done(): Promise<{ file: string; rows: number }[]> {
    for (const [file, own] of this.#files) await this.#flush(file, own)
    await rm(this.target, { recursive: true, force: true })
    await rename(this.part, this.target)
    return [...this.#files].map(([file, { rows }]) => ({ file, rows })).sort((a, b) => (a.file < b.file ? -1 : 1))
  }

  async discard(): Promise<void> {
    await rm(this.part, { recursive: true, force: true })
  }

  async #flush(file: string, own: OpenFile): Promise<void> {
    const path = join(this.part, file)
    await mkdir(dirname(path), { recursive: true })
    await using handle = await open(path, 'a')
    await handle.writeFile(own.text.join(''))
    own.text = []
    own.characters = 0
  }
}

export const sha256 = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex')
