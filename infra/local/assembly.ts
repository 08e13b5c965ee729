import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Template } from './intrinsic.ts'

/** What `cdk synth` writes: the template, and the bundles by their key in the asset bucket. */
export interface Assembly {
  template: Template
  /** Absolute directories. */
  assets: Record<string, string>
}

export interface AssemblyOptions {
  /** Of the clone; this one unless given. */
  root?: string
  /** Writes the assembly to a folder. Called only if none of these very sources is there. */
  synthesize?: (folder: string) => Promise<void>
  /** Told before that is done, which takes seconds. */
  onSynthesis?: () => void
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** What the bundles and the template follow from. */
const SOURCES = ['infra/stack', 'functions', 'shared', 'package-lock.json', 'cdk.json', 'tsconfig.json']
/** Milliseconds. One is tens of megabytes, and every change of a source makes another. */
const UNUSED_FOR = 3_600_000
const STILL_USED_EVERY = 600_000

/** The assembly of these very sources: synthesized once, then read from `.fabula/assembly`. */
export async function assemblyOf(options: AssemblyOptions = {}): Promise<Assembly> {
  const { root = ROOT, synthesize = inThread, onSynthesis } = options
  const folder = join(root, '.fabula', 'assembly')
  const made = join(folder, await fingerprint(root))
  keepInUse(made)
  if (existsSync(made)) {
    await utimes(made, new Date(), new Date())
    return readAssembly(made)
  }
  onSynthesis?.()
  const temporary = join(folder, `.${randomUUID()}`)
  await mkdir(temporary, { recursive: true })
  try {
    await synthesize(temporary)
    // Whoever synthesized the same at the same time was first, with the same bytes.
    await rename(temporary, made).catch((error) => {
      if (!existsSync(made)) throw error
    })
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
  await removeOld(folder)
  return readAssembly(made)
}

async function inThread(folder: string): Promise<void> {
  const worker = new Worker(new URL('./synthesize-thread.ts', import.meta.url), { workerData: folder })
  const [code] = await once(worker, 'exit')
  if (code !== 0) throw new Error('The functions could not be bundled; what is above says why')
}

/** Throws if `folder` is no assembly of exactly one stack. */
export async function readAssembly(folder: string): Promise<Assembly> {
  const names = await readdir(folder)
  const templates = names.filter((name) => name.endsWith('.template.json'))
  if (templates.length !== 1) throw new Error(`${folder} holds ${templates.length} templates, not one`)
  const stack = templates[0]!.replace('.template.json', '')
  const [template, manifest] = await Promise.all(
    [templates[0]!, `${stack}.assets.json`].map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))),
  )
  const files = Object.values((manifest as AssetManifest).files)
  const assets = files.flatMap(({ source, destinations }) =>
    Object.values(destinations).map(({ objectKey }) => [objectKey, join(folder, source.path)]),
  )
  return { template: template as Template, assets: Object.fromEntries(assets) }
}

interface AssetManifest {
  files: Record<string, { source: { path: string }; destinations: Record<string, { objectKey: string }> }>
}

/** Of every byte that the assembly follows from, and of the Node that bundles. */
async function fingerprint(root: string): Promise<string> {
  const hash = createHash('sha256').update(process.version)
  for (const source of SOURCES) {
    for (const file of await filesOf(join(root, source))) {
      hash.update(`\n${file.slice(root.length)}\n`).update(await readFile(file))
    }
  }
  return hash.digest('hex').slice(0, 32)
}

async function filesOf(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined)
  if (!found) return []
  if (!found.isDirectory()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

/** Bundles are loaded as they are needed, which for the last function of a long run is late: nobody may remove them. */
function keepInUse(assembly: string): void {
  setInterval(() => void utimes(assembly, new Date(), new Date()).catch(() => {}), STILL_USED_EVERY).unref()
}

/** Those that no process has used for an hour. */
async function removeOld(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const used = await stat(path).catch(() => undefined)
    if (used && used.mtimeMs < Date.now() - UNUSED_FOR) await rm(path, { recursive: true, force: true })
  }
}
