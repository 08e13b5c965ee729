import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const MAKER = fileURLToPath(new URL('./verify-snapshot-maker.ts', import.meta.url))
const FOLDER = fileURLToPath(new URL('../../.fabula/python', import.meta.url))

/**
 * The memory of an interpreter that has started and loaded its modules: one that begins with it needs 0.6 s of processor in
 * place of 5.6 (measured 2026-11). Made once for each version of Pyodide and of `sources`, by our own code alone. The
 * option of Pyodide is not a public one: undefined where anything is wrong, and Python starts as it always can.
 */
export async function snapshotOf(pyodide: string, sources: readonly string[]): Promise<string | undefined> {
  const imports = sources.flatMap((path) => readFileSync(path, 'utf8').match(/^(?:import|from) .*$/gm) ?? []).join('\n')
  const about = readFileSync(join(pyodide, 'package.json'), 'utf8')
  const key = createHash('sha256')
    .update(JSON.stringify([about, imports, process.version]))
    .digest('hex')
    .slice(0, 16)
  const file = join(FOLDER, `${key}.snapshot`)
  if (existsSync(file)) return file
  const part = `${file}.${process.pid}`
  try {
    await mkdir(dirname(file), { recursive: true })
    const maker = spawn(process.execPath, ['--no-warnings', MAKER, pyodide, imports, part], {
      env: {},
      stdio: 'ignore',
    })
    const [code] = await once(maker, 'exit')
    if (code !== 0) return undefined
    await rename(part, file)
    return file
  } catch {
    return undefined
  } finally {
    await rm(part, { force: true })
  }
}

/** A snapshot that does not fit any more is made again by the next start. */
export const dropSnapshot = (file: string): Promise<void> => rm(file, { force: true })
