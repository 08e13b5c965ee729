import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import type { FunctionName } from '../../shared/aws/environment.ts'
import type { OnDemand } from '../../shared/on-demand.ts'

const project = fileURLToPath(new URL('../../', import.meta.url))

/** Those that read the built-in recipes, which are laid beside their bundles as `built-in/`. */
const readers: readonly FunctionName[] = ['api', 'refresh']

/** All that a function may ask `onDemand` for; read when it does. */
const packages = Object.keys({
  '@cfworker/json-schema': true,
  'csv-parse/sync': true,
  liquidjs: true,
  re2js: true,
  'wink-lexicon/src/wn-adjective-exceptions.js': true,
  'wink-lexicon/src/wn-noun-exceptions.js': true,
  'wink-lexicon/src/wn-verb-exceptions.js': true,
  yaml: true,
} satisfies Record<keyof OnDemand, true>) as (keyof OnDemand)[]

/**
 * Makes of each `functions/<name>/handler.ts` a bundle with all that it needs, `<folder>/<name>/index.mjs`. What is loaded
 * only on demand (the tables of languages, a package that only some recipes need) lies in files beside it: in one file it would
 * be read at every cold start.
 *
 * Done by esbuild in this process, and not by the CDK's `NodejsFunction`, which starts npx and a shell for
 * each function: that takes seconds of every local start.
 */
export function bundle(names: readonly FunctionName[], folder: string): void {
  const [first] = names
  for (const name of names) {
    const outdir = join(folder, name)
    bundleHandler(`functions/${name}/handler.ts`, outdir)
    const packages = join(outdir, 'node_modules')
    if (name === first) bundlePackages(packages)
    else cpSync(join(folder, first!, 'node_modules'), packages, { recursive: true })
  }
  for (const name of readers.filter((reader) => names.includes(reader))) {
    cpSync(join(project, 'shared/recipe/built-in'), join(folder, name, 'built-in'), { recursive: true })
  }
  // Script and style of the report, which are put into it as they are.
  if (names.includes('aggregate')) {
    cpSync(join(project, 'shared/dataset/report/page'), join(folder, 'aggregate', 'page'), { recursive: true })
  }
}

/**
 * Makes `<outdir>/index.mjs` of a module, a path from the project's folder. Returns the bytes that a cold start reads: of that
 * file and of those that it loads at once.
 */
export function bundleHandler(module: string, outdir: string): number {
  const { metafile } = buildSync({
    absWorkingDir: project,
    entryPoints: { index: module },
    outdir,
    metafile: true,
    splitting: true,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // ES modules where a package has them too: what is not used is left out. The SDK comes along as well, rather than
    // the runtime's own: what was tested is what runs, and it starts faster.
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: true,
    // The map names places in files that are published; with their text it would be five times as large.
    sourcesContent: false,
    // Some dependencies are CommonJS and require Node's own modules, which an ES module cannot without this.
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    logLevel: 'warning',
  })
  const atOnce = new Set(Object.keys(metafile.outputs).filter((file) => file.endsWith('/index.mjs')))
  for (const file of atOnce) {
    for (const { path, kind } of metafile.outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && metafile.outputs[path] !== undefined) atOnce.add(path)
    }
  }
  return [...atOnce].reduce((bytes, file) => bytes + (metafile.outputs[file]?.bytes ?? 0), 0)
}

/**
 * Lays packages that are loaded on demand where Node's `require` looks for them: a file each, as CommonJS, which is what it takes
 * there. Returns their bytes.
 */
export function bundlePackages(outdir: string, names: readonly (keyof OnDemand)[] = packages): number {
  const { metafile } = buildSync({
    absWorkingDir: project,
    entryPoints: Object.fromEntries(names.map((name) => [name.replace(/\.js$/, ''), name])),
    outdir,
    metafile: true,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    logLevel: 'warning',
  })
  return Object.values(metafile.outputs).reduce((bytes, output) => bytes + output.bytes, 0)
}
