import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export interface Alteration {
  /** Below the root of the repository. */
  file: string
  /** Stands in it exactly once. */
  from: string
  to: string
}

const root = join(import.meta.dirname, '..', '..')

/** Loads a source as if it had another text there. To be called before anybody imports it. */
export function alter({ file, from, to }: Alteration): void {
  const path = join(root, file)
  const url = pathToFileURL(path).href
  const source = altered({ file, from, to }, readFileSync(path, 'utf8'))
  registerHooks({
    load: (asked, context, next) => {
      const loaded = next(asked, context)
      return asked === url ? { ...loaded, source } : loaded
    },
  })
}

export function altered({ file, from, to }: Alteration, source: string): string {
  if (source.split(from).length !== 2) throw new Error(`${file} does not have this text exactly once: ${from}`)
  return source.replace(from, () => to)
}

/** Blocks so small that a run of some rows has many of them. */
export const smallBlocks = (size: number): Alteration => ({
  file: 'shared/run/keys.ts',
  from: 'export const BLOCK_SIZE = 1_000',
  to: `export const BLOCK_SIZE = ${size}`,
})
